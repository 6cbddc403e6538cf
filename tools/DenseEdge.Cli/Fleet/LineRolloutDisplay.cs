using System.Globalization;
using System.Text.Json;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>A line whenever something changed, for logs and for programs.</summary>
/// <param name="output">Takes the lines.</param>
/// <param name="isJson">Whether each line is a JSON object.</param>
/// <param name="time">The clock.</param>
internal sealed class LineRolloutDisplay(TextWriter output, bool isJson, TimeProvider time) : IRolloutDisplay
{
    private string _last = "";

    /// <inheritdoc/>
    public void Show(RolloutView rollout)
    {
        string line = isJson ? JsonSerializer.Serialize(rollout, FleetJson.Default.RolloutView) : RolloutText.Line(rollout);
        if (line != _last)
        {
            _last = line;
            output.WriteLine(isJson ? line : $"{Clock()} {line}");
        }
    }

    /// <inheritdoc/>
    public void Lost(string cause)
    {
        if (!isJson && cause != _last)
        {
            _last = cause;
            output.WriteLine($"{Clock()} {cause}");
        }
    }

    private string Clock() => time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
