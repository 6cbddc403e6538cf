using System.Text;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Names of OpenTelemetry in Prometheus' form: dots become underscores, the unit and <c>_total</c> are appended, as
/// OpenTelemetry's specification of the compatibility with Prometheus has it.</summary>
internal static class MetricName
{
    /// <summary>Makes the name of an instrument.</summary>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        StringBuilder text = new(Label(name));
        string suffix = UnitWord(unit);
        if (suffix.Length > 0 && !text.ToString().EndsWith('_' + suffix, StringComparison.Ordinal))
        {
            text.Append('_').Append(suffix);
        }

        if (kind is MetricKind.Counter or MetricKind.ObservedCounter
            && !text.ToString().EndsWith("_total", StringComparison.Ordinal))
        {
            text.Append("_total");
        }

        return text.ToString();
    }

    /// <summary>Makes a label's name: letters, digits and underscores, not beginning with a digit.</summary>
    public static string Label(string name)
    {
        StringBuilder text = new(name.Length + 1);
        foreach (char character in name)
        {
            if (text.Length == 0 && char.IsAsciiDigit(character))
            {
                text.Append('_');
            }

            text.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }

    // Annotations in braces, such as {request}, are no unit.
    private static string UnitWord(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "Cel" => "celsius",
        _ when unit[0] == '{' => "",
        _ => Label(unit),
    };
}
