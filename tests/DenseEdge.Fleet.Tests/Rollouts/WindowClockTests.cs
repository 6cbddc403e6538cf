using System.Globalization;
using DenseEdge.Fleet.Rollouts;

namespace DenseEdge.Fleet.Tests.Rollouts;

public sealed class WindowClockTests
{
    [Theory]
    [InlineData("2026-03-02T21:59:59Z", false)]
    [InlineData("2026-03-02T22:00:00Z", true)]
    [InlineData("2026-03-03T01:59:59Z", true)]
    [InlineData("2026-03-03T02:00:00Z", false)]
    [InlineData("2026-03-03T23:00:00Z", false)]
    [InlineData("2026-03-02T01:00:00Z", false)]
    public void IsOpen_OverMidnight_BelongsToTheDayItBegins(string now, bool expected) =>
        Assert.Equal(expected, IsOpen("22:00", "02:00", now, null, DayOfWeek.Monday));

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", true)]
    [InlineData("2026-03-02T16:59:59Z", true)]
    [InlineData("2026-03-02T17:00:00Z", false)]
    [InlineData("2026-03-07T12:00:00Z", false)]
    public void IsOpen_WithinADay_EndsBeforeTo(string now, bool expected) =>
        Assert.Equal(expected, IsOpen("08:00", "17:00", now, null, DayOfWeek.Monday, DayOfWeek.Friday));

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)]
    [InlineData("2026-07-01T00:59:00Z", true)]
    [InlineData("2026-01-15T00:59:00Z", false)]
    public void IsOpen_InATimeZone_FollowsItsSummerTime(string now, bool expected) =>

        // Berlin is an hour ahead of UTC in winter, two in summer, which begins on 2026-03-29 at 01:00 UTC.
        Assert.Equal(expected, IsOpen("02:00", "04:00", now, "Europe/Berlin"));

    [Theory]
    [InlineData("2026-03-02T00:00:00Z", true)]
    [InlineData("2026-03-02T23:59:59Z", true)]
    [InlineData("2026-03-03T00:00:00Z", false)]
    public void IsOpen_FromEqualsTo_IsTheWholeDay(string now, bool expected) =>
        Assert.Equal(expected, IsOpen("00:00", "00:00", now, null, DayOfWeek.Monday));

    [Fact]
    public void IsOpen_WithoutAWindow_IsAlways() => Assert.True(WindowClock.IsOpen(null, default));

    private static bool IsOpen(string from, string to, string now, string? zone, params DayOfWeek[] days) => WindowClock.IsOpen(
        new RolloutWindow(
            TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture), days, zone),
        DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
}
