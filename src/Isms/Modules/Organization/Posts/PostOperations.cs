using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Promises;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Posts;

/// <summary>A post and how far its duties are confirmed.</summary>
/// <param name="Holders">People who hold it today.</param>
/// <param name="Confirmed">Of these, who confirmed the duties as they are.</param>
public sealed record PostView(
    Guid Id, int Version, string Name, Guid? DepartmentId, string? Department, string Duties, int DutiesVersion, DateOnly? ClosedOn, int Holders, int Confirmed, bool MayEdit) : IVersioned;

/// <summary>The posts, by department and name.</summary>
internal sealed class ListPosts(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<PostView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        return await PostViews.Of(db, actor, db.Set<PostDescription>().Where(p => p.ClosedOn == null), ct);
    }
}

internal static class PostViews
{
    public static async Task<List<PostView>> Of(IsmsDbContext db, Actor actor, IQueryable<PostDescription> posts, CancellationToken ct)
    {
        var holders = PostHolders.Of(db, actor.Today);
        var reach = actor.ReachOf(OrganizationPermissions.EditPosts);
        var rows = await (
            from p in posts.AsNoTracking()
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            orderby p.DepartmentId == null ? 0 : 1, d!.NameSort, p.Name, p.Id
            select new
            {
                Post = p, Department = d == null ? null : d.Name,
                Holders = holders.Count(h => h.PostId == p.Id),
                Confirmed = holders.Count(h => h.PostId == p.Id && db.Set<DutyConfirmation>().Any(c => c.PostId == h.PostId && c.PersonId == h.PersonId && c.DutiesVersion == h.DutiesVersion)),
            }).ToListAsync(ct);
        return rows.ConvertAll(r => new PostView(r.Post.Id, r.Post.Version, r.Post.Name, r.Post.DepartmentId, r.Department, r.Post.Duties, r.Post.DutiesVersion, r.Post.ClosedOn, r.Holders, r.Confirmed,
            reach.Covers(r.Post.DepartmentId)));
    }
}

/// <summary>Reads one post.</summary>
internal sealed class ReadPost(IsmsDbContext db)
{
    public async Task<Outcome<PostView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        return await PostViews.Of(db, actor, db.Set<PostDescription>().Where(p => p.Id == id), ct) is [var post] ? post : Refusal.NotFound;
    }
}

/// <summary>A new post.</summary>
/// <param name="DepartmentId">Null for every department that has no post of this name of its own.</param>
/// <param name="Duties">Security duties, one to a line.</param>
public sealed record CreatePostRequest(
    [Required, StringLength(PostDescription.NameLength)] string Name, Guid? DepartmentId, [Required, StringLength(PostDescription.DutiesLength)] string Duties);

/// <summary>The post as saved.</summary>
public sealed record PostSaved(Guid Id, int Version) : IVersioned;

/// <summary>Describes a post. Who holds it is asked to confirm its duties.</summary>
internal sealed class CreatePost(IsmsDbContext db, CommitmentWork work)
{
    public async Task<Outcome<PostSaved>> RunAsync(Actor actor, CreatePostRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.EditPosts, request) is { } no)
            return no;
        if (!actor.May(OrganizationPermissions.EditPosts, request.DepartmentId))
            return Refusal.Invalid("departmentId", "organization.post-not-yours");
        var name = request.Name.Trim();
        await using var writing = await db.BeginAsync(ct);
        if (request.DepartmentId is { } department && !await db.Departments.AnyAsync(d => d.Id == department && d.ClosedOn == null, ct))
            return Refusal.Invalid("departmentId", "organization.no-such-department");
        if (await db.Set<PostDescription>().AnyAsync(p => p.Name == name && p.DepartmentId == request.DepartmentId && p.ClosedOn == null, ct))
            return Refusal.Invalid("name", "organization.post-exists", name);
        var post = new PostDescription { Name = name, DepartmentId = request.DepartmentId };
        post.Describe(PostText.Lines(request.Duties));
        db.Add(post);
        await db.SaveAsync(actor, "organization.create-post", ct);
        await work.DutiesAsync(actor.Today, ct);
        await db.SaveAsync(actor, "organization.create-post", ct);
        await writing.CommitAsync(ct);
        return new PostSaved(post.Id, post.Version);
    }
}

/// <param name="Version">The version this change is based on.</param>
/// <param name="Close">True when the post is no longer there.</param>
public sealed record ChangePostRequest(
    Guid Id, int Version, [Required, StringLength(PostDescription.NameLength)] string Name, [Required, StringLength(PostDescription.DutiesLength)] string Duties, bool Close = false);

/// <summary>Changes a post or closes it. Changed duties are confirmed anew by every holder.</summary>
internal sealed class ChangePost(IsmsDbContext db, CommitmentWork work)
{
    public static readonly Refusal Closed = new("organization.post-closed");

    public async Task<Outcome<PostSaved>> RunAsync(Actor actor, ChangePostRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.EditPosts, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var name = request.Name.Trim();
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PostDescription>().SingleOrDefaultAsync(p => p.Id == request.Id, ct) is not { } post || !actor.May(OrganizationPermissions.EditPosts, post.DepartmentId))
            return Refusal.NotFound;
        if (post.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", name, post.Name), new FieldDifference("duties", request.Duties, post.Duties)]);
        if (post.ClosedOn is not null)
            return Closed;
        if (await db.Set<PostDescription>().AnyAsync(p => p.Id != post.Id && p.Name == name && p.DepartmentId == post.DepartmentId && p.ClosedOn == null, ct))
            return Refusal.Invalid("name", "organization.post-exists", name);
        // People of the old name keep holding it: a post that is renamed is still theirs.
        if (name != post.Name)
        {
            foreach (var person in await (from h in PostHolders.Of(db, actor.Today) where h.PostId == post.Id join p in db.People on h.PersonId equals p.Id select p).ToListAsync(ct))
                person.Post = name;
            post.Name = name;
        }
        post.Describe(PostText.Lines(request.Duties));
        if (request.Close)
            post.ClosedOn = actor.Today;
        await db.SaveAsync(actor, request.Close ? "organization.close-post" : "organization.change-post", ct);
        await work.DutiesAsync(actor.Today, ct);
        await db.SaveAsync(actor, "organization.change-post", ct);
        await writing.CommitAsync(ct);
        return new PostSaved(post.Id, post.Version);
    }
}

/// <param name="DutiesVersion">The duties that were read: others are not confirmed unseen.</param>
public sealed record ConfirmDutiesRequest(Guid PostId, int DutiesVersion);

/// <summary>The holder confirms the duties of the own post.</summary>
internal sealed class ConfirmDuties(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal NotYourPost = new("organization.not-your-post");
    public static readonly Refusal DutiesChanged = new("organization.duties-changed");

    public async Task<Outcome<Done>> RunAsync(Actor actor, ConfirmDutiesRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Commit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await PostHolders.Of(db, actor.Today).SingleOrDefaultAsync(h => h.PersonId == actor.PersonId && h.PostId == request.PostId, ct) is not { } holder)
            return NotYourPost;
        if (holder.DutiesVersion != request.DutiesVersion)
            return DutiesChanged;
        if (await db.Set<DutyConfirmation>().AnyAsync(c => c.PersonId == actor.PersonId && c.PostId == holder.PostId && c.DutiesVersion == holder.DutiesVersion, ct))
            return Done.It;
        db.Add(new DutyConfirmation { PostId = holder.PostId, PersonId = actor.PersonId, DutiesVersion = holder.DutiesVersion, ConfirmedAt = time.Instant() });
        await inbox.CompleteAsync(actor, CommitmentWork.PostSubject, holder.PostId, CommitmentWork.ConfirmWork, ct, actor.PersonId);
        await db.SaveAsync(actor, "organization.confirm-duties", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>岗位说明书 as a Word document: duties, and who confirmed them when.</summary>
internal sealed class ExportPost(IsmsDbContext db, SignedPaper paper, Kernel.Settings.SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        if (await PostViews.Of(db, actor, db.Set<PostDescription>().Where(p => p.Id == id), ct) is not [var post])
            return Refusal.NotFound;
        var zone = await settings.TimeZoneAsync(ct);
        var holders = await (
            from h in PostHolders.Of(db, actor.Today)
            join p in db.People on h.PersonId equals p.Id
            from c in db.Set<DutyConfirmation>().Where(c => c.PostId == h.PostId && c.PersonId == h.PersonId && c.DutiesVersion == h.DutiesVersion).DefaultIfEmpty()
            where h.PostId == id
            orderby p.NameSort, p.Id
            select new { p.EmployeeNumber, p.Name, ConfirmedAt = c == null ? (DateTime?)null : c.ConfirmedAt }).ToListAsync(ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "organization.post-doc.title", post.Name), "", $"V{post.DutiesVersion}.0", DocumentState.Approved), ct);
        string T(string key) => Phrase.In(actor.Culture, "organization.post-doc." + key);
        return WrittenFile.By($"{head.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(Phrase.In(actor.Culture, "organization.post"), post.Name), (Phrase.In(actor.Culture, "organization.department"), post.Department ?? T("any"))]),
            new WordBlock.Heading(1, T("duties")),
            new WordBlock.Bullets(post.Duties.Split('\n')),
            new WordBlock.Heading(1, T("holders")),
            new WordBlock.Table([new(Phrase.In(actor.Culture, "organization.employee-number")), new(Phrase.In(actor.Culture, "organization.person-name")), new(T("confirmed"))],
                holders.Select(h => (IReadOnlyList<object?>)[h.EmployeeNumber, h.Name, h.ConfirmedAt is { } at ? TimeZoneInfo.ConvertTime(new DateTimeOffset(at), zone) : null])),
        ]));
    }
}

internal static class PostText
{
    /// <summary>One duty to a line, without empty ones.</summary>
    public static string Lines(string duties) => string.Join('\n', duties.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
