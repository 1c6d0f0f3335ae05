using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Scope.Statements;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Context;

/// <summary>Adds an issue, or changes one.</summary>
/// <param name="Id">Null adds.</param>
/// <param name="Version">The version a change is based on.</param>
/// <param name="External">Outside the organization; otherwise inside.</param>
/// <param name="Effect">What it means for the ISMS.</param>
/// <param name="Climate">It concerns climate change.</param>
public sealed record SaveIssueRequest(
    Guid StatementId, Guid? Id, int Version, bool External, [Required, StringLength(ScopeIssue.TopicLength)] string Topic,
    [Required, StringLength(ScopeIssue.EffectLength)] string Effect, bool Climate = false);

/// <inheritdoc cref="SaveIssueRequest"/>
internal sealed class SaveIssue(IsmsDbContext db, ScopeDesk desk)
{
    public async Task<Outcome<IssueView>> RunAsync(Actor actor, SaveIssueRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.DraftAsync(request.StatementId, ct) is { Refusal: { } refusal })
            return refusal;
        var issue = request.Id is { } id ? await db.Set<ScopeIssue>().SingleOrDefaultAsync(i => i.Id == id && i.StatementId == request.StatementId, ct) : new ScopeIssue { StatementId = request.StatementId };
        if (issue is null)
            return Refusal.NotFound;
        if (request.Id is null)
            db.Add(issue);
        else if (request.Version == 0)
            return Refusal.VersionRequired;
        else if (issue.Version != request.Version)
            return Refusal.Stale([new FieldDifference("topic", request.Topic, issue.Topic), new FieldDifference("effect", request.Effect, issue.Effect)]);
        (issue.External, issue.Topic, issue.Effect, issue.Climate) = (request.External, request.Topic.Trim(), request.Effect.Trim(), request.Climate);
        await db.SaveAsync(actor, "scope.save-issue", ct);
        await writing.CommitAsync(ct);
        return new IssueView(issue.Id, issue.Version, issue.External, issue.Topic, issue.Effect, issue.Climate);
    }
}

/// <summary>Adds an interested party, or changes one.</summary>
/// <param name="Id">Null adds.</param>
/// <param name="Version">The version a change is based on.</param>
/// <param name="Requirement">What it requires of information security.</param>
/// <param name="Response">How the ISMS meets it.</param>
public sealed record SavePartyRequest(
    Guid StatementId, Guid? Id, int Version, [Required, StringLength(InterestedParty.NameLength)] string Name,
    [Required, StringLength(InterestedParty.TextLength)] string Requirement, [StringLength(InterestedParty.TextLength)] string? Response = null);

/// <inheritdoc cref="SavePartyRequest"/>
internal sealed class SaveParty(IsmsDbContext db, ScopeDesk desk)
{
    public async Task<Outcome<PartyView>> RunAsync(Actor actor, SavePartyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.DraftAsync(request.StatementId, ct) is { Refusal: { } refusal })
            return refusal;
        var party = request.Id is { } id ? await db.Set<InterestedParty>().SingleOrDefaultAsync(p => p.Id == id && p.StatementId == request.StatementId, ct) : new InterestedParty { StatementId = request.StatementId };
        if (party is null)
            return Refusal.NotFound;
        if (request.Id is null)
            db.Add(party);
        else if (request.Version == 0)
            return Refusal.VersionRequired;
        else if (party.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Name, party.Name), new FieldDifference("requirement", request.Requirement, party.Requirement)]);
        (party.Name, party.Requirement, party.Response) = (request.Name.Trim(), request.Requirement.Trim(), request.Response?.Trim() ?? "");
        await db.SaveAsync(actor, "scope.save-party", ct);
        await writing.CommitAsync(ct);
        return new PartyView(party.Id, party.Version, party.Name, party.Requirement, party.Response);
    }
}

/// <summary>Takes an issue or an interested party out of a draft.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveContextRequest(Guid StatementId, Guid Id, int Version);

/// <inheritdoc cref="RemoveContextRequest"/>
internal sealed class RemoveContext(IsmsDbContext db, ScopeDesk desk)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveContextRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ScopePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.DraftAsync(request.StatementId, ct) is { Refusal: { } refusal })
            return refusal;
        ILedgered? found = await db.Set<ScopeIssue>().SingleOrDefaultAsync(i => i.Id == request.Id && i.StatementId == request.StatementId, ct);
        found ??= await db.Set<InterestedParty>().SingleOrDefaultAsync(p => p.Id == request.Id && p.StatementId == request.StatementId, ct);
        if (found is null)
            return Refusal.NotFound;
        if (found.Version != request.Version)
            return Refusal.Stale([]);
        db.Remove((object)found);
        await db.SaveAsync(actor, "scope.remove-context", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
