using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace DenseEdge.Hosting.Metrics;

/// <summary>Prometheus' text format, version 0.0.4, and how OpenTelemetry's names become its names: what is no letter or digit
/// becomes an underscore, the unit is spelled out at the end, and a counter ends in _total.</summary>
internal static class PrometheusText
{
    /// <summary>Makes the metric's name of an instrument's.</summary>
    internal static string NameOf(Instrument instrument)
    {
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "Cel" => "_celsius",
            "W" => "_watts",
            "Hz" => "_hertz",
            _ => "",
        };
        bool counts = instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal)
            || instrument.GetType().Name.StartsWith("ObservableCounter", StringComparison.Ordinal);
        return Clean(instrument.Name) + unit + (counts ? "_total" : "");
    }

    /// <summary>Makes <c>a="1",b="2"</c> of tags.</summary>
    internal static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder text = new();
        foreach ((string key, object? value) in tags)
        {
            string shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(text.Length > 0 ? "," : "").Append(Clean(key)).Append("=\"")
                .Append(shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                    .Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return text.ToString();
    }

    /// <summary>Writes the lines before a metric's samples.</summary>
    internal static void WriteHead(StringBuilder text, string name, string? description, MetricKind kind)
    {
        if (!string.IsNullOrEmpty(description))
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(description.ReplaceLineEndings(" ")).Append('\n');
        }

        string type = kind switch
        {
            MetricKind.Counter or MetricKind.ObservedCounter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>Writes one value.</summary>
    internal static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>Writes the buckets, which count everything below their boundary, the sum and the number.</summary>
    internal static void WriteHistogram(StringBuilder text, string name, MetricSeries series, ReadOnlySpan<double> bounds)
    {
        string before = series.Labels.Length > 0 ? series.Labels + "," : "";
        long below = 0;
        for (int i = 0; i < bounds.Length; i++)
        {
            below += series.Buckets[i];
            WriteSample(text, name + "_bucket", $"{before}le=\"{Number(bounds[i])}\"", below);
        }

        WriteSample(text, name + "_bucket", before + "le=\"+Inf\"", series.Count);
        WriteSample(text, name + "_sum", series.Labels, series.Value);
        WriteSample(text, name + "_count", series.Labels, series.Count);
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Clean(string name)
        => string.Create(name.Length, name, (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
            }
        });
}
