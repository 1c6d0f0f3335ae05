using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;

namespace Isms.Modules.Resources.Requests;

/// <summary>Opens a request for what a decision needs (7.3 d), and asks the department's head to fill it in.</summary>
internal sealed class ResourceNeededHandler(IsmsDbContext db, Numbers numbers, WorkInbox inbox, TimeProvider time) : ISignalHandler<ResourceNeeded>
{
    /// <summary>Kind of the duty to say how much is needed and submit it.</summary>
    public const string FillWork = "resources.fill-in";

    public async Task HandleAsync(Actor actor, ResourceNeeded signal, CancellationToken ct)
    {
        var request = new ResourceRequest
        {
            Number = await numbers.TakeAsync(ResourcesModule.RequestNumber, ct), RequestedById = actor.PersonId, CreatedAt = time.Instant(), SourceKind = signal.SourceKind, SourceId = signal.SourceId,
            SourceTitle = Cut(signal.SourceTitle, ResourceRequest.SourceLength), SourceLink = signal.SourceLink, Title = Cut(signal.Title, ResourceRequest.TitleLength), Kind = ResourceKind.Money,
            Purpose = ResourcePurpose.Review, Reason = Cut(signal.SourceTitle, ResourceRequest.TextLength), DepartmentId = signal.DepartmentId, NeededOn = signal.NeededOn,
        };
        db.Add(request);
        inbox.Add(new NewWork(FillWork, "resources.work.fill-in", [request.Number, request.Title], ResourcesPaths.Request(request.Id), RequestApproval.KindName, request.Id, signal.NeededOn)
        {
            Office = Office.DepartmentHead, DepartmentId = signal.DepartmentId,
        });
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
