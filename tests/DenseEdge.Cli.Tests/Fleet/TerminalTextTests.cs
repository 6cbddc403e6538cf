using DenseEdge.Cli.Fleet;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b[31mowned", "\uFFFD[2J\uFFFD[31mowned")]
    [InlineData("one\ntwo\tthree", "one two three")]
    [InlineData("a\u202Egnp.exe", "a\uFFFDgnp.exe")]
    [InlineData("\u009b31m", "\uFFFD31m")]
    [InlineData("Zürich – 東京", "Zürich – 東京")]
    [InlineData("", "-")]
    public void Text_OfADevice_CannotMoveTheCursor(string reported, string shown)
        => Assert.Equal(shown, TerminalText.Of(reported));

    [Fact]
    public void Device_WithHostileAttributes_IsShownWithoutControlCharacters()
    {
        DeviceDetail device = new()
        {
            Id = "dev-1",
            State = "in_sync",
            Health = "good",
            Board = "x\u001b]0;title\u0007",
            Attributes = new Dictionary<string, string> { ["evil\u001b[1A"] = "\u001b[8mhidden" },
            Actions =
            [
                new ActionView
                {
                    Id = 3, Device = "dev-1", Model = "scene", Version = "1.4", State = "failed", Attempts = 2,
                    Reports =
                    [
                        new ActionReport
                        {
                            Time = DateTimeOffset.UnixEpoch, Execution = "closed", Result = "failure",
                            Details = ["\u001b[5mtoo slow"],
                        },
                    ],
                },
            ],
        };

        string text = DeviceText.Write(device) + DeviceText.Table([device]);

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u0007', text);
        Assert.Contains("too slow", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithCellsOfDifferentWidths_AlignsItsColumns()
    {
        TextTable table = new("id", "state");
        table.Add("dev-0001", "ok");
        table.Add("x", "error");

        Assert.Equal("id        state\ndev-0001  ok\nx         error\n", table.ToString());
    }
}
