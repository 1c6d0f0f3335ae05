using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.OfficeFiles.Pdf;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>One thing the product needs.</summary>
/// <param name="Name">Stable; its phrase is <c>kernel.health.{name}</c>.</param>
/// <param name="Needed">True when the product cannot work without.</param>
/// <param name="Detail">What was seen, for the administrator.</param>
internal sealed record HealthCheck(string Name, bool Fine, bool Needed, string Detail);

/// <summary>Looks at what the product needs: database, tables up to date, room on the disk, where files are kept, LibreOffice for PDF.</summary>
internal sealed class HealthReport(IsmsDbContext db, InstanceOptions options, PdfConverter pdf, VaultWatch vault)
{
    private const long LeastRoom = 200L << 20;

    public async Task<IReadOnlyList<HealthCheck>> ReadAsync(CancellationToken ct)
    {
        var reached = await db.Database.CanConnectAsync(ct);
        var pending = reached ? (await db.Database.GetPendingMigrationsAsync(ct)).ToList() : [];
        var room = Room();
        var failure = await vault.FailureAsync(ct);
        var making = pdf.State;
        return
        [
            new("database", reached, true, db.Kind.ToString()),
            new("migrations", reached && pending.Count == 0, true, string.Join(", ", pending)),
            new("disk", room >= LeastRoom, true, Ui.Display.Size(room)),
            new("files", failure is null, true, failure ?? vault.Place),
            new("soffice", making.Program is not null, false, making.Program ?? ""),
            new("pdf", making.LastFailure is null, false, making.LastFailure ?? Phrase.Of("kernel.health.pdf-seen", making.Made, making.Waiting)),
        ];
    }

    private long Room()
    {
        var folder = Path.GetFullPath(options.DataFolder);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            folder = parent;
        return new DriveInfo(folder).AvailableFreeSpace;
    }
}
