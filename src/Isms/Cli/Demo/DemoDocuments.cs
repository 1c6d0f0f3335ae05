using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Reviews;
using Isms.Modules.Documents.Starter;
using Isms.Modules.Secrecy.Scheme;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's documents: a policy and some procedures in force and partly read, one revised, the manual waiting for its release order, one procedure
/// under approval, a change asked for.
/// </summary>
internal static class DemoDocuments
{
    private static readonly string[] Issued = ["XX-A-04.06", "XX-B-01", "XX-B-02", "XX-B-03", "XX-B-15", "XX-B-29"];

    public static async Task MakeAsync(IServiceProvider services, CultureInfo culture, DemoPeople people, string password, CancellationToken ct)
    {
        var actors = new DemoActors(services, people, culture, password, ct);
        string Say(string key) => Phrase.In(culture, "demo." + key);
        await using (var scope = services.CreateAsyncScope())
        {
            var today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct);
            (await scope.ServiceProvider.GetRequiredService<SeedScheme>().RunAsync(Actor.System("demo", today), ct)).Require();
            (await scope.ServiceProvider.GetRequiredService<SeedDocuments>().RunAsync(Actor.System("demo", today), ct)).Require();
        }
        foreach (var pattern in Issued)
        {
            var document = await FindAsync(actors, pattern, ct);
            await actors.AsAsync<ChangeDocument, DocumentSaved>("documents", (o, a) => o.RunAsync(a, new ChangeDocumentRequest(
                document.Id, document.Version, document.DepartmentId, document.Classification, document.Confirmed, document.ParentId, [.. document.AliasList], document.Clauses, null, [],
                [new RecipientFacts(RecipientScope.Everyone), new RecipientFacts(RecipientScope.Department, people.Departments["office"], Copies: 1)]), ct));
            await ApproveAsync(actors, pattern, ct);
            await IssueAsync(actors, pattern, ct);
        }
        foreach (var reader in (string[])["gm", "mr", "team", "finance", "engineer"])
        {
            foreach (var reading in await actors.AsAsync<ListReadings, IReadOnlyList<ReadingView>>(reader, (o, a) => o.RunAsync(a, ct)))
            {
                for (var open = true; open;)
                    open = !(await actors.AsAsync<ReadSection, SectionView>(reader, (o, a) => o.RunAsync(a, new ReadSectionRequest(reading.Id), ct))).ToTheEnd;
                await actors.AsAsync<ConfirmReading, ReadingConfirmed>(reader, (o, a) => o.RunAsync(a, new ConfirmReadingRequest(reading.Id, true), ct));
            }
        }

        var request = await actors.AsAsync<AskForChange, RequestSaved>("engineer", async (o, a) => await o.RunAsync(a, new AskForChangeRequest((await FindAsync(actors, "XX-B-29", ct)).Id, Say("change-reason"), Say("change-proposal")), ct));
        await actors.AsAsync<AnswerChange, RequestSaved>("documents", (o, a) => o.RunAsync(a, new AnswerChangeRequest(request.Id, request.Version, true, Say("change-answer")), ct));
        var revised = await FindAsync(actors, "XX-B-29", ct);
        await actors.AsAsync<ReviseDocument, VersionSaved>("team", (o, a) => o.RunAsync(a, new ReviseDocumentRequest(revised.Id, false, Say("change-proposal"), request.Id), ct));
        var draft = await NewestAsync(actors, revised.Id, ct);
        await actors.AsAsync<SaveDraft, VersionSaved>("team", (o, a) => o.RunAsync(a, new SaveDraftRequest(draft.Id, draft.Version, draft.TitleZh, draft.TitleEn,
            draft.BodyZh.Replace("九十天", "六十天", StringComparison.Ordinal), draft.BodyEn.Replace("ninety", "sixty", StringComparison.Ordinal), draft.ChangeSummary), ct));
        await ApproveAsync(actors, "XX-B-29", ct);
        await IssueAsync(actors, "XX-B-29", ct);
        await actors.AsAsync<AskForChange, RequestSaved>("sales", async (o, a) => await o.RunAsync(a, new AskForChangeRequest((await FindAsync(actors, "XX-B-15", ct)).Id, Say("request-reason"), Say("request-proposal")), ct));

        var waiting = await NewestAsync(actors, (await FindAsync(actors, "XX-B-18", ct)).Id, ct);
        await actors.SignAsync("team", "documents.procedure", waiting.Id, Office.ManagementRepresentative);
    }

    /// <summary>The manual comes last, when scope, policy and the treatment of risks stand: it is approved and reviewed, and its release order is drawn up.</summary>
    public static async Task ReleaseAsync(DemoActors actors, Func<string, string> say, CancellationToken ct)
    {
        await ApproveAsync(actors, "XX-A-01", ct);
        var manual = await NewestAsync(actors, (await FindAsync(actors, "XX-A-01", ct)).Id, ct);
        await actors.AsAsync<RecordReview, ReviewView>("team", (o, a) => o.RunAsync(a, new RecordReviewRequest(manual.Id, a.Today, say("review-people"), say("review-findings"), ReviewConclusion.Suitable), ct));
        var order = await actors.AsAsync<DrawReleaseOrder, ReleaseOrderView>("documents", (o, a) => o.RunAsync(a, new DrawReleaseOrderRequest(manual.Id, a.Today.AddDays(7)), ct));
        // The order waits for the general manager, so that a visitor can sign it.
        await actors.SignAsync("documents", ReleaseOrderApproval.KindName, order.Id, Office.GeneralManager);
    }

    private static Task<ControlledDocument> FindAsync(DemoActors actors, string pattern, CancellationToken ct) =>
        actors.ReadAsync(db => db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Pattern == pattern, ct));

    private static Task<DocumentVersion> NewestAsync(DemoActors actors, Guid documentId, CancellationToken ct) =>
        actors.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == documentId).OrderByDescending(v => v.Ordinal).FirstAsync(ct));

    private static async Task ApproveAsync(DemoActors actors, string pattern, CancellationToken ct)
    {
        var document = await FindAsync(actors, pattern, ct);
        var route = await actors.ReadAsync(db => db.Set<DocumentKind>().Where(k => k.Id == document.KindId).Select(k => k.Route).SingleAsync(ct));
        await actors.SignAsync("team", VersionApproval.KindOf(route), (await NewestAsync(actors, document.Id, ct)).Id);
    }

    private static async Task IssueAsync(DemoActors actors, string pattern, CancellationToken ct)
    {
        var version = await NewestAsync(actors, (await FindAsync(actors, pattern, ct)).Id, ct);
        await actors.AsAsync<IssueVersion, VersionSaved>("documents", (o, a) => o.RunAsync(a, new IssueVersionRequest(version.Id, version.Version, a.Today), ct));
    }
}
