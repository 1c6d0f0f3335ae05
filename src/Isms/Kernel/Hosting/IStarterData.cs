using Isms.Kernel.Access;

namespace Isms.Kernel.Hosting;

/// <summary>
/// What a module keeps in the database from the first start on, taken from the product's catalogues. Run at every start before anybody is served, so it
/// adds only what is missing and leaves what people changed.
/// </summary>
internal interface IStarterData
{
    Task AddAsync(Actor system, CancellationToken ct);
}
