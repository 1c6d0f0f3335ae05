using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Conformity;

/// <summary>A company whose processes hold exactly the evidence that a test gives them, besides what the product itself holds.</summary>
internal sealed class ConformityScene : IAsyncDisposable, IContribute<EvidenceAsked, EvidenceItem>
{
    private ConformityScene() { }

    public TestApp App { get; private set; } = null!;
    public Guid Department { get; private set; }
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Outside { get; private set; } = null!;

    /// <summary>What the processes answer; whoever is asked for sees it all, unless <see cref="OnlyFor"/> says otherwise.</summary>
    public List<EvidenceItem> Held { get; } = [];

    public Guid? OnlyFor { get; set; }

    public static async Task<ConformityScene> StartAsync(On on)
    {
        var scene = new ConformityScene();
        scene.App = await TestApp.StartAsync(on, services => services.AddSingleton<IContribute<EvidenceAsked, EvidenceItem>>(scene));
        scene.Department = await scene.App.DepartmentAsync("工程部");
        scene.Representative = await scene.App.PersonAsync(scene.Department, Office.ManagementRepresentative);
        scene.Outside = await scene.App.PersonAsync(scene.Department, Office.ExternalAuditor);
        return scene;
    }

    public Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<EvidenceItem>>(OnlyFor is { } only && actor.PersonId != only ? [] : [.. Held]);

    public Task<Outcome<T>> RunAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public static async Task<JsonElement> GetAsync(TestPerson by, string address)
    {
        using var response = await by.Client.GetAsync(address);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static EvidenceItem Item(string kind, DateOnly? date = null, EvidenceState state = EvidenceState.Live, string number = "SL-1", string title = "一份证据") =>
        new(kind, number, title, state, "/somewhere") { Date = date };

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
