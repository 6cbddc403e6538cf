using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DenseEdge.Cli.Flashing;

/// <summary>What one run did, for people.</summary>
internal static class FlashText
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Writes the table: a line a device, and under it what went wrong.</summary>
    /// <param name="report">The run.</param>
    public static string Write(FlashReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        int width = Math.Max("device".Length, report.Devices.Max(device => device.Device.Length));
        StringBuilder text = new();
        text.AppendLine($"{"device".PadRight(width)}  {"result",-12} {"seconds",8} {"sent",9} {"p95",9}  steps");
        foreach (DeviceReport device in report.Devices)
        {
            string steps = string.Join(", ", device.Steps.Select(step => Text($"{step.Name} {step.Seconds:F1} s")));
            string sent = device.SentBytes == 0 ? "-" : Text($"{device.SentBytes / BytesPerMegabyte:F1} MB");
            double seconds = device.Steps.Sum(step => step.Seconds);
            text.Append(Text($"{device.Device.PadRight(width)}  {Word(device.Outcome),-12} {seconds,8:F1} {sent,9} "));
            text.AppendLine($"{Latency(device),9}  {steps}");
            text.AppendLine($"{new string(' ', width)}  {device.Message}");
        }

        return text.ToString();
    }

    /// <summary>Writes everything that was looked at on one device.</summary>
    /// <param name="device">The device.</param>
    public static string Findings(DeviceReport device)
    {
        ArgumentNullException.ThrowIfNull(device);
        StringBuilder text = new();
        foreach (PreflightFinding finding in device.Preflight)
        {
            string mark = finding.State switch
            {
                PreflightState.Good => "ok",
                PreflightState.Warning => "warn",
                _ => "FAULT",
            };
            string advice = finding.Advice is null ? "" : $". {finding.Advice}";
            text.AppendLine($"{mark,-6}{finding.Name,-10} {finding.Found}{advice}");
        }

        return text.ToString();
    }

    /// <summary>An outcome as one word.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Word(FlashOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    private static string Latency(DeviceReport device)
        => device.Agent is { } said && said.TryGetProperty("report", out JsonElement trial)
            && trial.ValueKind == JsonValueKind.Object && trial.TryGetProperty("p95_ms", out JsonElement p95)
            && p95.ValueKind == JsonValueKind.Number
            ? Text($"{p95.GetDouble():F1} ms")
            : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
