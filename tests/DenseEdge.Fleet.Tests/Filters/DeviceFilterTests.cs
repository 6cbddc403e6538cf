using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Filters;

public sealed class DeviceFilterTests
{
    /// <summary>Devices a to e: board, site, tag, version, an attribute with numbers, and names that patterns would trip over.</summary>
    public static TheoryData<string, string> Matches => new()
    {
        { "", "a b c d e" },
        { "board=orin-nano", "a b" },
        { "board=orin-nano and site!=lab", "b" },
        { "site!=lab", "b c d e" },
        { "not site=lab", "b c d e" },
        { "board=orin-nano or board=rpi5 and site=lab", "a b" },
        { "(board=orin-nano or board=rpi5) and site=hall", "b c" },
        { "board in (rpi5, 'none') ", "c" },
        { "board not in (rpi5, orin-nano)", "d e" },
        { "tag=night", "a c" },
        { "not tag=night and not tag=day", "d e" },
        { "tag in (day, night)", "a b c" },
        { "version >= 1.9", "b c" },
        { "version < 1.10", "a b" },
        { "version > 1.9 and version <= 1.10", "c" },
        { "version < 1.9", "a" },
        { "floor > 9", "b c" },
        { "floor <= 9", "a" },
        { "floor = 10", "b" },
        { "floor in (9, 10)", "a b" },
        { "temperature_c >= 50.5", "c" },
        { "latency_p95_ms < 20", "a" },
        { "name like \"50%*\"", "d" },
        { "name like *_e*", "e" },
        { "name like '[*'", "c" },
        { "name like '?x'", "b" },
        { "name not like *x*", "a d" },
        { "id > c", "d e" },
        { "id in (a,e)", "a e" },
        { "health=good", "a" },
        { "health!=good", "b c d e" },
        { "health in (good, unknown)", "a b c d e" },
        { "state=unknown", "a b c d e" },
        { "model=scene and digest like sha256:*", "a" },
        { "NOT (Board=x) AND id=a", "a" },
        { "'odd name' = \"it's \\\"quoted\\\" \\\\\"", "e" },
        { "site='' or site=lab", "a" },
        { "poll_seconds=7", "d" },
    };

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task List_EveryFilter_FindsItsDevices(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await FillAsync(fleet);

        foreach (object[] row in (IEnumerable<object[]>)Matches)
        {
            Page<Device> found = await fleet.Store.Devices.ListAsync(new DeviceQuery { Filter = (string)row[0] });
            Assert.Equal($"{row[0]} -> {row[1]}", $"{row[0]} -> {string.Join(' ', found.Items.Select(device => device.Id))}");
            Assert.Equal(found.Items.Count, await fleet.Store.Devices.CountAsync((string)row[0]));
        }
    }

    [Theory]
    [InlineData("board", "The filter can't be read at character 6: expected =, !=, <, <=, >, >=, in, like or not after 'board', but found the end.")]
    [InlineData("board=", "The filter can't be read at character 7: expected a value, but found the end.")]
    [InlineData("board==orin and", "The filter can't be read at character 16: expected a field such as board, site, tag, model or version, but found the end.")]
    [InlineData("(a=1", "The filter can't be read at character 5: expected ) for the ( at character 1, but found the end.")]
    [InlineData("a=1)", "The filter can't be read at character 4: expected and, or, or the end, but found ')'.")]
    [InlineData("a=1 b=2", "The filter can't be read at character 5: expected and, or, or the end, but found 'b'.")]
    [InlineData("a in 1", "The filter can't be read at character 6: expected ( after in, but found '1'.")]
    [InlineData("a in (1", "The filter can't be read at character 8: expected , or ) in the list, but found the end.")]
    [InlineData("a in ()", "The filter can't be read at character 7: expected a value, but found ')'.")]
    [InlineData("a='x", "The filter can't be read at character 3: the quote ' that begins here is never closed.")]
    [InlineData("a=x; drop", "The filter can't be read at character 4: the character ';' needs quotes around the value that it is part of.")]
    [InlineData("a not = 1", "The filter can't be read at character 7: expected in or like after not, but found '='.")]
    [InlineData("!a=1", "The filter can't be read at character 1: expected != after an exclamation mark begins; for the opposite of a condition write not.")]
    [InlineData("state=broken", "The filter asks for state=broken: expected unknown, registered, pending, in_sync or error.")]
    [InlineData("health in (good, fine)", "The filter asks for health=fine: expected good, degraded, bad, silent or unknown.")]
    [InlineData("temperature_c > hot", "The filter compares temperature_c with 'hot': expected a number, such as 30 or 12.5.")]
    public void Parse_Unreadable_SaysWhereAndWhy(string text, string message)
    {
        FleetException fault = Assert.Throws<FleetException>(() => DeviceFilter.Parse(text));

        Assert.Equal((FleetFault.Invalid, message), (fault.Fault, fault.Message));
    }

    [Fact]
    public void Parse_TooDeepTooManyTooLong_IsRefused()
    {
        Assert.Throws<FleetException>(() => DeviceFilter.Parse(new string('(', 3000) + "a=1"));
        Assert.Throws<FleetException>(() => DeviceFilter.Parse(string.Concat(Enumerable.Repeat("not ", 900)) + "a=1"));
        Assert.Throws<FleetException>(() => DeviceFilter.Parse(string.Join(" or ", Enumerable.Repeat("a=1", 201))));
        Assert.Throws<FleetException>(() => DeviceFilter.Parse("a=" + new string('1', 5000)));
        Assert.NotNull(DeviceFilter.Parse(string.Join(" or ", Enumerable.Repeat("a=1", 200))));
    }

    [Theory]
    [InlineData("1.9", "1.10")]
    [InlineData("1.4-rc1", "1.4")]
    [InlineData("1.4", "1.4.1")]
    [InlineData("1.4-rc2", "1.4-rc10", false)]
    [InlineData("1.4-rc.2", "1.4-rc.10")]
    [InlineData("v1.2", "1.3")]
    [InlineData("2026.9.30", "2026.10.1")]
    [InlineData("1.4.1-rc1", "1.4.1")]
    public void VersionOrder_IsThatOfTheVersions(string lower, string higher, bool ordered = true) =>
        Assert.Equal(ordered, string.CompareOrdinal(VersionOrder.Of(lower), VersionOrder.Of(higher)) < 0);

    [Theory]
    [InlineData("1.4", "1.4.0.0")]
    [InlineData("1.4", "v1.04+build7")]
    public void VersionOrder_SameVersions_AreEqual(string left, string right) =>
        Assert.Equal(VersionOrder.Of(left), VersionOrder.Of(right));

    private static async Task FillAsync(TestFleet fleet)
    {
        await AddAsync("a", "door", ["night"], ("denseedge.board", "orin-nano"), ("site", "lab"), ("floor", "9"), ("denseedge.version", "1.8"),
            ("denseedge.model", "scene"), ("denseedge.digest", "sha256:1"), ("denseedge.health", "good"), ("denseedge.latency_p95_ms", "19.5"));
        await AddAsync("b", "?x", ["day"], ("denseedge.board", "orin-nano"), ("site", "hall"), ("floor", "10"), ("denseedge.version", "1.9"),
            ("denseedge.latency_p95_ms", "20"), ("denseedge.temperature_c", "50"));
        await AddAsync("c", "[x", ["night", "day"], ("denseedge.board", "rpi5"), ("site", "hall"), ("floor", "100"), ("denseedge.version", "1.10"),
            ("denseedge.temperature_c", "50.5"));
        await AddAsync("d", "50% off", [], ("floor", "high"));
        await AddAsync("e", "x_e", [], ("odd name", "it's \"quoted\" \\"));
        await fleet.Store.Devices.ChangeAsync("d", new DeviceChange { PollSeconds = 7 });

        async Task AddAsync(string id, string name, string[] tags, params (string Name, string Value)[] attributes)
        {
            await fleet.Store.Devices.AddAsync(new NewDevice { Id = id, Name = name, Tags = tags });
            await fleet.Store.Devices.SetAttributesAsync(id, attributes.ToDictionary(pair => pair.Name, pair => pair.Value), AttributeMode.Merge);
        }
    }
}
