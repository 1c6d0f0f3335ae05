using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Isms.Kernel.Http;

/// <summary>
/// Checks a request record against the attributes on its members and answers in the user's language. The same attributes
/// document the API. Run by every operation on its first line (<see cref="Access.Actor.Refuses"/>), so no door can skip it.
/// </summary>
internal static class RequestShape
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    /// <summary>What is wrong with the shape of the request; empty when nothing is.</summary>
    public static List<FieldProblem> Check(object request)
    {
        var problems = new List<FieldProblem>();
        Check(request, "", problems);
        return problems;
    }

    private static void Check(object value, string prefix, List<FieldProblem> problems)
    {
        foreach (var member in Members.GetOrAdd(value.GetType(), Read))
        {
            var field = prefix + member.Name;
            var content = member.Property.GetValue(value);
            foreach (var rule in member.Rules)
            {
                if (!rule.IsValid(content) || (rule is RequiredAttribute && content is string s && string.IsNullOrWhiteSpace(s)))
                    problems.Add(Problem(field, rule));
            }
            if (content is IEnumerable list and not string && member.HasRecords)
            {
                var index = 0;
                foreach (var item in list)
                {
                    if (item is null)
                        problems.Add(new FieldProblem($"{field}[{index}]", "kernel.field-required"));
                    else
                        Check(item, $"{field}[{index}].", problems);
                    index++;
                }
            }
            else if (content is not null && member.IsRecord)
            {
                Check(content, field + ".", problems);
            }
        }
    }

    private static FieldProblem Problem(string field, ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => new(field, "kernel.field-required"),
        RangeAttribute range => new(field, "kernel.field-range", range.Minimum, range.Maximum),
        StringLengthAttribute { MinimumLength: > 0 } length => new(field, "kernel.field-length", length.MinimumLength, length.MaximumLength),
        StringLengthAttribute length => new(field, "kernel.field-too-long", length.MaximumLength),
        MaxLengthAttribute length => new(field, "kernel.field-too-long", length.Length),
        MinLengthAttribute length => new(field, "kernel.field-too-short", length.Length),
        EmailAddressAttribute => new(field, "kernel.field-email"),
        _ => new(field, "kernel.field-format"),
    };

    private static Member[] Read(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanRead && p.GetIndexParameters().Length == 0)
        .Select(p => new Member(
            JsonNamingPolicy.CamelCase.ConvertName(p.Name),
            p,
            [.. p.GetCustomAttributes<ValidationAttribute>(inherit: true).Concat(ParameterRules(type, p))],
            IsOurs(ElementOf(p.PropertyType)),
            IsOurs(p.PropertyType)))];

    // Attributes on a positional record's parameter stay on the parameter unless written with the property: target.
    private static IEnumerable<ValidationAttribute> ParameterRules(Type type, PropertyInfo property) =>
        type.GetConstructors().SelectMany(c => c.GetParameters())
            .Where(p => p.Name == property.Name && p.ParameterType == property.PropertyType)
            .SelectMany(p => p.GetCustomAttributes<ValidationAttribute>());

    private static Type ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()!
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1]
        : typeof(object);

    private static bool IsOurs(Type type) =>
        type is { IsClass: true, IsEnum: false } && type.Namespace?.StartsWith("Isms.", StringComparison.Ordinal) == true;

    private sealed record Member(string Name, PropertyInfo Property, ValidationAttribute[] Rules, bool HasRecords, bool IsRecord);
}
