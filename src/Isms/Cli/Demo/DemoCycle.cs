using System.Globalization;

namespace Isms.Cli.Demo;

/// <summary>The demo company's first year: what its people did, by the operations they would use.</summary>
internal static class DemoCycle
{
    public static Task MakeAsync(IServiceProvider services, CultureInfo culture, DemoPeople people, string password, CancellationToken ct) => Task.CompletedTask;
}
