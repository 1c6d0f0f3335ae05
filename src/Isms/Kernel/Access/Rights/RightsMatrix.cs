using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access.Rights;

/// <summary>How far an office may do something.</summary>
public enum Extent { None, OwnDepartment, Everywhere }

/// <summary>One permission with the offices that have it.</summary>
/// <param name="Module">First part of its code: the process, or part of the kernel, it belongs to.</param>
/// <param name="Name">What may be done, in the reader's language.</param>
/// <param name="Grants">Offices that may, and how far; those not named may not.</param>
public sealed record PermissionRow(string Code, string Module, string Name, IReadOnlyDictionary<Office, Extent> Grants);

/// <summary>权限分配表: which office may do what. It is what the product enforces, not a description of it.</summary>
internal sealed class RightsMatrix(Catalogue catalogue)
{
    public Task<Outcome<PermissionRow[]>> RunAsync(Actor actor, CancellationToken ct) =>
        Task.FromResult<Outcome<PermissionRow[]>>(actor.Refuses(KernelPermissions.Rights) is { } no ? no : Rows());

    private PermissionRow[] Rows() =>
    [
        .. from module in catalogue.Modules
           from permission in module.Permissions
           select new PermissionRow(permission.Code, permission.Code.Split('.')[0], Phrase.Kin("permission", permission.Code),
               permission.Grants.ToDictionary(g => g.Key, g => g.Value ? Extent.Everywhere : Extent.OwnDepartment)),
    ];
}
