using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity;

/// <summary>The head of what leaves the system: whose, made when and for whom. A picture of the moment, so never a draft.</summary>
internal sealed class PrintedHead(SettingsReader settings, TimeProvider time)
{
    public async Task<DocumentHead> OfAsync(Actor actor, string title, CancellationToken ct) => new()
    {
        Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
        Title = title,
        State = DocumentState.Approved,
        GeneratedAt = time.Instant().In(await settings.TimeZoneAsync(ct)),
        GeneratedBy = actor.Name,
        Culture = actor.Culture,
    };
}
