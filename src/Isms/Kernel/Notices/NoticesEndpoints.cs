using Isms.Kernel.Access;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;

namespace Isms.Kernel.Notices;

internal static class NoticesSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<RobotPost>();
        services.AddScoped<INoticeChannel, MailChannel>();
        services.AddScoped<INoticeChannel, WeComChannel>();
        services.AddScoped<INoticeChannel, DingTalkChannel>();
        services.AddScoped<INoticeChannel, FeishuChannel>();
        return services.AddRecurring<NoticeDispatch>(TimeSpan.FromMinutes(1));
    }

    /// <summary><c>/api/v1/notices</c>.</summary>
    public static void MapNoticesEndpoints(this RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices").Needs(NoticePermissions.Log);
        notices.MapGet("", (RegisterQuery query, Actor actor, FindDeliveries find, CancellationToken ct) => find.RunAsync(actor, query, ct));
        notices.MapPost("/{id:guid}/send-again", (Guid id, Actor actor, SendAgain again, CancellationToken ct) => again.RunAsync(actor, id, ct));
        notices.MapPost("/try", (TryChannelRequest request, Actor actor, TryChannel tryOut, CancellationToken ct) => tryOut.RunAsync(actor, request, ct));
    }
}
