using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Secrecy;
using Isms.Modules.Secrecy.Holders;
using Isms.Modules.Secrecy.Scheme;
using Isms.Tests.Modules.Documents;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Secrecy;

/// <summary>The scheme is data: changed by a draft that is approved, and then it counts everywhere.</summary>
public sealed class SchemeTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.04")]
    public async Task An_approved_scheme_opens_a_class_to_others_at_once(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        await scene.IssueAsync("SL-B-09");
        var id = await scene.IdAsync("SL-B-09");
        await scene.DoAsync<Isms.Modules.Secrecy.Changes.ChangeClass, Isms.Modules.Secrecy.Changes.ClassChanged>(o => o.RunAsync(scene.Representative.Actor, new("documents.document", id, Classification.Secret, "含定价"), default));
        (await scene.Team.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var draft = await scene.DoAsync<DraftScheme, SchemeSaved>(o => o.RunAsync(scene.Team.Actor, default));
        (await scene.TryAsync<DraftScheme, SchemeSaved>(o => o.RunAsync(scene.Team.Actor, default))).Refusal!.Code.ShouldBe("secrecy.one-draft");
        (await scene.TrySubmitAsync(SchemeApproval.KindName, draft.Id)).Refusal!.Code.ShouldBe("secrecy.scheme-no-reason");
        var view = await scene.DoAsync<ReadScheme, SchemeView>(o => o.RunAsync(scene.Team.Actor, draft.Id, default));
        var classes = view.Classes.Select(c => c.Class == Classification.Secret ? c with { Name = new Bilingual("核心商密", "Core secret"), Offices = [.. c.Offices, Office.IsmsTeam] } : c).ToList();
        var saved = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, "/api/v1/classification-schemes/" + draft.Id, new { reason = "小组参与核心商密的保护", classes }, draft.Version);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a draft opens nothing");
        (await scene.Employee.Client.GetAsync("/api/v1/classification-schemes/" + draft.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var approval = (await scene.TrySubmitAsync(SchemeApproval.KindName, draft.Id)).Require().Id;
        (await scene.TryAsync<SaveScheme, SchemeSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSchemeRequest(draft.Id, 3, "x", classes), default))).Refusal!.Code.ShouldBe("secrecy.scheme-not-draft");
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require();
        (await scene.Team.Client.GetAsync("/api/v1/documents/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Team.Client.GetStringAsync("/documents/" + id)).ShouldContain("核心商密");
        var current = await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/classification-schemes/current");
        current.GetProperty("label").GetString().ShouldBe("V2.0");
        (await scene.App.ReadAsync(db => db.Set<ClassificationScheme>().CountAsync(s => s.State == SchemeState.InForce))).ShouldBe(1);
        (await scene.Employee.Client.GetStringAsync("/secrecy")).ShouldContain("核心商密");
        (await scene.Team.Client.GetAsync("/secrecy/schemes/" + draft.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_scheme_that_would_open_secrets_to_everybody_is_refused(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var draft = await scene.DoAsync<DraftScheme, SchemeSaved>(o => o.RunAsync(scene.Team.Actor, default));
        var classes = DefaultScheme.Classes;
        async Task<List<(string, string)>> TryAsync(Func<ClassDefinition, ClassDefinition> change) => [.. (await scene.TryAsync<SaveScheme, SchemeSaved>(o =>
            o.RunAsync(scene.Team.Actor, new SaveSchemeRequest(draft.Id, draft.Version, "试", [.. classes.Select(change)]), default))).Refusal!.Fields.Select(f => (f.Field, f.Code))];
        (await TryAsync(c => c.Class == Classification.Secret ? c with { Offices = [Office.Employee] } : c)).ShouldBe([("offices.secret", "secrecy.not-everybody")]);
        (await TryAsync(c => c.Class == Classification.Secret ? c with { EncryptedOutside = false } : c)).ShouldBe([("rules.secret", "secrecy.upper-guarded")]);
        (await TryAsync(c => c.Class == Classification.Secret ? c with { Name = classes[1].Name } : c)).ShouldContain(("name.secret", "secrecy.name-twice"));
        (await TryAsync(c => c.Class == Classification.Secret ? c with { Name = new Bilingual("", "") } : c)).ShouldBe([("name.secret", "kernel.field-required")]);
        (await TryAsync(c => c with { Class = Classification.Public })).ShouldBe([("classes", "secrecy.five-classes")]);
        (await TryAsync(c => c with { Used = c.Class == Classification.Public })).ShouldBe([("classes", "secrecy.two-classes")]);
        (await scene.TryAsync<SaveScheme, SchemeSaved>(o => o.RunAsync(scene.Employee.Actor, new SaveSchemeRequest(draft.Id, draft.Version, "试", classes), default))).Refusal.ShouldBe(Refusal.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task The_default_scheme_is_put_in_force_once(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        await scene.DoAsync<SeedScheme, Done>(o => o.RunAsync(scene.App.System, default));
        (await scene.App.ReadAsync(db => db.Set<ClassificationScheme>().CountAsync())).ShouldBe(1);
        (await scene.TryAsync<SeedScheme, Done>(o => o.RunAsync(scene.Manager.Actor, default))).Refusal.ShouldBe(Refusal.Forbidden);
    }
}
