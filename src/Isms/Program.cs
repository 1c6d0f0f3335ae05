using Isms.Kernel.Hosting;
using Isms.Modules;

var app = IsmsHost.Build(new InstanceOptions(".data/isms.db", ".data"), ModuleList.InOrder);
await IsmsHost.MigrateAsync(app.Services, CancellationToken.None);
await app.RunAsync("http://127.0.0.1:5080");
