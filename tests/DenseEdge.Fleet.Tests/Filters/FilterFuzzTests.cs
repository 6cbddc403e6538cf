using System.Text;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Sql;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Filters;

public sealed class FilterFuzzTests
{
    private static readonly string[] Words =
    [
        "and", "or", "not", "in", "like", "(", ")", ",", "=", "!=", "<", "<=", ">", ">=", "board", "tag", "state", "health", "version", "temperature_c",
        "site", "orin", "1", "-1e308", "1e999", "NaN", "*", "%", "_", "'a'", "\"b\"", "'", "\"", "\\", "$1", "@p", ";", "--", "/*", "*/", "\0", "\ud800", "é", "💥", " ", "::text",
        "'; DROP TABLE devices; --'", "' OR 1=1 --", "\"x\\\"; DELETE FROM devices\"",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Condition_AnyFilter_HasNothingOfItsValuesInTheText(int seed)
    {
        var random = new Random(seed);
        var sql = new FilterSql(new DeviceHealthSql(SqlText.Trusted("now"), 30) { Dialect = new PostgresDialect() });
        for (int i = 0; i < 3000; i++)
        {
            // Marks that occur nowhere in the program's own text, in every place where somebody could write something.
            (string field, string value) = ($"zq{random.Next()}", $"qz{random.Next()}' \" ; -- $1");
            string quotedField = Quote(random.Next(4) == 0 ? "tag" : field);
            string condition = random.Next(4) switch
            {
                0 => $"{quotedField} {(random.Next(2) == 0 ? "=" : "!=")} {Quote(value)}",
                1 => $"{quotedField} {(random.Next(2) == 0 ? "<" : ">=")} {Quote(value)}",
                2 => $"{quotedField} in ({Quote(value)}, {Quote(value + "2")})",
                _ => $"{quotedField} not like {Quote(value + "*")}",
            };
            SqlText text = sql.Write(FilterParser.Parse($"not ({condition}) or id=1")!);

            Assert.DoesNotContain("zq", text.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("qz", text.ToString(), StringComparison.Ordinal);
            Assert.Contains(text.Values(), parameter => parameter is string written && written.StartsWith(value[..8], StringComparison.Ordinal));
        }
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task List_RandomFilters_GiveDevicesOrTheOneError(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.AddDeviceAsync("cam", ("site", "lab"), ("n", "5"));
        var random = new Random(3);
        int read = 0;
        for (int i = 0; i < 4000; i++)
        {
            var filter = new StringBuilder();
            for (int word = random.Next(1, 9); word > 0; word--)
            {
                filter.Append(Words[random.Next(Words.Length)]).Append(random.Next(3) == 0 ? string.Empty : " ");
            }

            try
            {
                await fleet.Store.Devices.CountAsync(filter.ToString());
                read++;
            }
            catch (FleetException fault)
            {
                Assert.StartsWith("The filter", fault.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(1, await fleet.Store.Devices.CountAsync(null));
        Assert.True(read > 40, $"Only {read} of the filters could be read: the test says little.");
    }

    private static string Quote(string text) => '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';
}
