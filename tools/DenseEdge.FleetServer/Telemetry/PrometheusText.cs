using System.Globalization;
using System.Text;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Writes metrics in Prometheus' text format 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The format's media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes families; those without a series are left out. Families with one name share one header.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        StringBuilder text = new();
        string? last = null;
        foreach (MetricFamily family in families)
        {
            bool hasHeader = family.Name == last;
            foreach ((TagSet tags, MetricSeries series) in family.Series)
            {
                if (!hasHeader)
                {
                    WriteHeader(text, family);
                    hasHeader = true;
                    last = family.Name;
                }

                WriteSeries(text, family, tags, series);
            }
        }

        return text.ToString();
    }

    private static void WriteHeader(StringBuilder text, MetricFamily family)
    {
        string type = family.Kind switch
        {
            MetricKind.Counter or MetricKind.ObservedCounter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        text.Append("# HELP ").Append(family.Name).Append(' ')
            .Append(family.Help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal))
            .Append("\n# TYPE ").Append(family.Name).Append(' ').Append(type).Append('\n');
    }

    private static void WriteSeries(StringBuilder text, MetricFamily family, TagSet tags, MetricSeries series)
    {
        long[] buckets = new long[family.Kind == MetricKind.Histogram ? family.Bounds.Length + 1 : 0];
        (double value, long count) = series.Read(buckets);
        if (family.Kind != MetricKind.Histogram)
        {
            WriteLine(text, family.Name, tags, null, value);
            return;
        }

        long below = 0;
        for (int bucket = 0; bucket < buckets.Length; bucket++)
        {
            below += buckets[bucket];
            string bound = bucket < family.Bounds.Length ? Number(family.Bounds[bucket]) : "+Inf";
            WriteLine(text, family.Name + "_bucket", tags, bound, below);
        }

        WriteLine(text, family.Name + "_sum", tags, null, value);
        WriteLine(text, family.Name + "_count", tags, null, count);
    }

    private static void WriteLine(StringBuilder text, string name, TagSet tags, string? bound, double value)
    {
        text.Append(name);
        char separator = '{';
        foreach (KeyValuePair<string, object?> tag in tags.Tags)
        {
            string label = tag.Value is bool flag ? (flag ? "true" : "false")
                : Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? string.Empty;
            text.Append(separator).Append(MetricName.Label(tag.Key)).Append("=\"").Append(Escaped(label)).Append('"');
            separator = ',';
        }

        if (bound is not null)
        {
            text.Append(separator).Append("le=\"").Append(bound).Append('"');
            separator = ',';
        }

        text.Append(separator == '{' ? " " : "} ").Append(Number(value)).Append('\n');
    }

    private static string Escaped(string label) => label.AsSpan().IndexOfAny('\\', '"', '\n') < 0
        ? label
        : label.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
