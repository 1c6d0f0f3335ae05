using Isms.Kernel.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddCore([], ".data/isms.db").AddWeb();
var app = builder.Build();
app.UseIsms();
app.Run();
