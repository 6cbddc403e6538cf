using System.Globalization;
using System.Text;
using DenseEdge.Fleet.Measurements;

namespace DenseEdge.FleetServer.Management;

/// <summary>Measured latencies as CSV (RFC 4180), one line a device and model. A device's words can't become a formula in a
/// spreadsheet: those that begin like one get an apostrophe before them.</summary>
internal static class LatencyTable
{
    private const string Header = "device,board,model,version,digest,precision,provider,power_mode,"
        + "latency_p50_ms,latency_p95_ms,latency_p99_ms,latency_n,temperature_c,time\r\n";

    /// <summary>Writes the table.</summary>
    public static string Write(IEnumerable<Measurement> measurements)
    {
        StringBuilder table = new(Header);
        foreach (Measurement one in measurements)
        {
            string[] cells =
            [
                Cell(one.Device), Cell(one.Board), Cell(one.Model), Cell(one.Version), Cell(one.Digest), Cell(one.Precision),
                Cell(one.Provider), Cell(one.PowerMode), Number(one.LatencyP50Ms), Number(one.LatencyP95Ms),
                Number(one.LatencyP99Ms), Number(one.LatencyN), Number(one.TemperatureC),
                one.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ];
            table.AppendJoin(',', cells).Append("\r\n");
        }

        return table.ToString();
    }

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string plain = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? '\'' + text : text;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? plain
            : '"' + plain.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;
}
