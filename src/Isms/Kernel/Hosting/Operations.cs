using System.Reflection;
using Isms.Kernel.Access;

namespace Isms.Kernel.Hosting;

/// <summary>Operations register themselves: every class whose public <c>RunAsync</c> takes the actor first.</summary>
internal static class Operations
{
    public static IEnumerable<Type> All(Assembly assembly) => assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }
        && t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(IsRun));

    public static bool IsRun(MethodInfo method) =>
        method.Name == "RunAsync" && method.GetParameters() is [var first, ..] && first.ParameterType == typeof(Actor);

    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        foreach (var type in All(typeof(Operations).Assembly))
            services.AddScoped(type);
        return services;
    }
}
