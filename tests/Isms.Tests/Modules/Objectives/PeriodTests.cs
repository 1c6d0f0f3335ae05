using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Domain;
using Isms.Ui;

namespace Isms.Tests.Modules.Objectives;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(Frequency.Month, "2026-02-15", "2026-02-01", "2026-02-28", "2026-02")]
    [InlineData(Frequency.Quarter, "2026-03-31", "2026-01-01", "2026-03-31", "2026-Q1")]
    [InlineData(Frequency.HalfYear, "2026-07-01", "2026-07-01", "2026-12-31", "2026-H2")]
    [InlineData(Frequency.Year, "2024-02-29", "2024-01-01", "2024-12-31", "2024")]
    public void A_day_lies_in_its_period(Frequency frequency, string day, string start, string end, string name)
    {
        var period = MeasurePeriod.Of(frequency, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        (period.Start.ToString("yyyy-MM-dd", null), period.End.ToString("yyyy-MM-dd", null), period.ShortName).ShouldBe((start, end, name));
        period.Next.Before.ShouldBe(period);
        period.Next.Start.ShouldBe(period.End.AddDays(1));
    }

    [Fact]
    public void Ended_periods_stop_before_the_one_running()
    {
        MeasurePeriod.Ended(Frequency.Quarter, new DateOnly(2025, 5, 1), new DateOnly(2026, 1, 1)).Select(p => p.ShortName).ShouldBe(["2025-Q2", "2025-Q3", "2025-Q4"]);
        MeasurePeriod.Ended(Frequency.Year, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)).ShouldBeEmpty();
    }

    [Fact]
    public void A_chart_holds_every_value_between_round_lines()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var values = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Math.Round((decimal)(random.NextDouble() * Math.Pow(10, random.Next(-1, 6)) * (random.Next(4) == 0 ? -1 : 1)), 2)).ToList();
            var scale = new TrendScale(values);
            values.ShouldAllBe(v => scale.Place(v) >= -1e-9 && scale.Place(v) <= 1 + 1e-9);
            scale.Lines.Count().ShouldBeInRange(2, 12);
        }
        new TrendScale([]).Lines.ShouldNotBeEmpty();
        new TrendScale([0m]).Place(0m).ShouldBe(0);
    }
}
