using System.Globalization;
using System.Text;

namespace Isms.Modules.Scope.Drawings;

/// <summary>The corners of an area as percentages of a drawing's width and height: <c>10,20 40,20 40,60</c>. Two corners mean a rectangle.</summary>
internal static class DrawingPoints
{
    private const int Most = 60;

    /// <summary>Reads corners as typed or drawn; null when there are fewer than two, more than 60, or one lies outside the drawing.</summary>
    public static IReadOnlyList<(double X, double Y)>? Read(string? text)
    {
        var points = new List<(double X, double Y)>();
        foreach (var part in (text ?? "").Normalize(NormalizationForm.FormKC).Split([' ', ';', '\n', '\r', '\t', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split([',', '，']);
            if (pair.Length != 2 || Number(pair[0]) is not { } x || Number(pair[1]) is not { } y)
                return null;
            points.Add((x, y));
        }
        if (points is [var one, var other])
            points = [(one.X, one.Y), (other.X, one.Y), (other.X, other.Y), (one.X, other.Y)];
        return points.Count is >= 3 and <= Most ? points : null;
    }

    public static string Write(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100 ? number : null;
}
