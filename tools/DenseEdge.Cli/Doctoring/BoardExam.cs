using System.Globalization;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Doctoring;

/// <summary>Which machine this is, and what its clocks and sensors say.</summary>
internal static class BoardExam
{
    private const string Area = "board";
    private const double HertzPerMegahertz = 1e6;
    private const double BytesPerGibibyte = 1024.0 * 1024 * 1024;

    /// <summary>Looks at the machine.</summary>
    /// <param name="root">The folder that has proc, sys and etc in it.</param>
    public static IEnumerable<DoctorFinding> Examine(string root)
    {
        BoardIdentity board = BoardIdentity.Read(root);
        yield return Fact("model", board.Model);
        yield return Fact("processor", board.Processor is null ? null : $"{board.Processor}, {board.OnlineCores} cores online");
        yield return Fact("memory", board.MemoryBytes is { } bytes ? Text($"{bytes / BytesPerGibibyte:F1} GiB") : null);
        yield return Fact("system", $"{board.OperatingSystem ?? "unknown"}, kernel {board.Kernel ?? "unknown"}");
        if (board.JetsonLinux is { } release)
        {
            yield return Fact("jetson linux", $"{release}, {JetPackReleases.Of(release)}");
        }

        if (board.PowerMode is { } mode)
        {
            yield return Fact("power mode", mode);
        }

        foreach (DoctorFinding finding in Sensors(root))
        {
            yield return finding;
        }
    }

    private static List<DoctorFinding> Sensors(string root)
    {
        using BoardSensors sensors = BoardSensors.Open(root);
        List<DoctorFinding> findings = [];
        foreach (ClockSensor clock in sensors.Clocks)
        {
            if (clock.TryRead(out double hertz))
            {
                string most = clock.MaximumHz is { } limit ? Text($" of {limit / HertzPerMegahertz:F0}") : string.Empty;
                findings.Add(Fact($"clock {clock.Name}", Text($"{hertz / HertzPerMegahertz:F0}{most} MHz")));
            }
        }

        if (sensors.TryReadHottest(out double celsius))
        {
            findings.Add(Fact("hottest sensor", Text($"{celsius:F0} C")));
        }

        return findings;
    }

    private static DoctorFinding Fact(string name, string? found) => new(Area, name, FindingState.Fact, found ?? "not told");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
