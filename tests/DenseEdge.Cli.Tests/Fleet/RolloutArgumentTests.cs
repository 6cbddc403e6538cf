using DenseEdge.Cli.Fleet;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class RolloutArgumentTests
{
    [Fact]
    public void Groups_OfCountsAndShares_KeepOrderAndNames()
    {
        IReadOnlyList<NewGroup> groups = GroupsArgument.Parse("canary:3, 1%,wide:12.5%,100%");

        Assert.Equal(
            [
                new NewGroup { Name = "canary", Count = 3 }, new NewGroup { Percent = 1 },
                new NewGroup { Name = "wide", Percent = 12.5 }, new NewGroup { Percent = 100 },
            ],
            groups);
    }

    [Theory]
    [InlineData("3", "the last of which reaches 100%, found '3'")]
    [InlineData("10%,5%,100%", "whose shares rise, found '10%,5%,100%'")]
    [InlineData("100%,3", "the last of which reaches 100%")]
    [InlineData("0,100%", "found '0' in '0,100%'")]
    [InlineData("101%", "found '101%'")]
    [InlineData("-1%,100%", "found '-1%'")]
    [InlineData("canary,100%", "found 'canary'")]
    [InlineData("", "found ''")]
    public void Groups_ThatMakeNoSense_AreRefusedWithAnExample(string text, string found)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => GroupsArgument.Parse(text));
        Assert.Contains("canary:3,1%,10%,100%", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_WithGrowth_GrowsAfterTheDevicesOfOneMinute()
        => Assert.Equal(
            new RolloutRate { PerMinute = 7.5, GrowthFactor = 1.5, GrowthEvery = 8, MostPerMinute = 200 },
            RateArgument.Parse("7.5/min*1.5", 200));

    [Fact]
    public void Rate_WithGrowthAfterACount_TakesTheCount()
        => Assert.Equal(
            new RolloutRate { PerMinute = 10, GrowthFactor = 2, GrowthEvery = 25 }, RateArgument.Parse("10/min*2/25", null));

    [Fact]
    public void Rate_WithoutGrowth_IsConstant()
        => Assert.Equal(new RolloutRate { PerMinute = 3 }, RateArgument.Parse("3/min", null));

    [Theory]
    [InlineData("10")]
    [InlineData("10/h")]
    [InlineData("0/min")]
    [InlineData("10/min*0.5")]
    [InlineData("-1/min")]
    public void Rate_ThatMakesNoSense_IsRefused(string text)
        => Assert.Contains($"found '{text}'", Assert.Throws<ArgumentException>(() => RateArgument.Parse(text, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mon-Fri 08:00-17:00 Europe/Berlin", "08:00", "17:00", "mon tue wed thu fri", "Europe/Berlin")]
    [InlineData("fri-mon 22:30-05:15", "22:30", "05:15", "mon fri sat sun", "UTC")]
    [InlineData("Sat,Wed 01:00-02:00 UTC", "01:00", "02:00", "wed sat", "UTC")]
    [InlineData("00:00-06:00 Asia/Tokyo", "00:00", "06:00", "", "Asia/Tokyo")]
    public void Window_WithDaysAndZone_IsRead(string text, string from, string to, string days, string zone)
    {
        RolloutWindow window = WindowArgument.Parse(text);

        Assert.Equal((from, to, zone), (window.From, window.To, window.TimeZone));
        Assert.Equal(days, string.Join(' ', window.Days));
    }

    [Theory]
    [InlineData("08:00")]
    [InlineData("25:00-26:00")]
    [InlineData("08:00-08:00")]
    [InlineData("Funday 08:00-09:00")]
    public void Window_ThatMakesNoSense_IsRefused(string text)
        => Assert.StartsWith("Expected", Assert.Throws<ArgumentException>(() => WindowArgument.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("95%", 95)]
    [InlineData("0.5", 0.5)]
    [InlineData("100%", 100)]
    public void Percent_WithAndWithoutItsSign_IsTheSame(string text, double share)
        => Assert.Equal(share, PercentArgument.Parse("--success", text));

    [Theory]
    [InlineData("101%")]
    [InlineData("-1")]
    [InlineData("most")]
    [InlineData("1e2")]
    public void Percent_OutOfRange_NamesTheOption(string text)
        => Assert.Contains(
            $"for --error, found '{text}'",
            Assert.Throws<ArgumentException>(() => PercentArgument.Parse("--error", text)).Message,
            StringComparison.Ordinal);
}
