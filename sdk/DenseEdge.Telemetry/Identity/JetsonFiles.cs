using System.Globalization;
using System.Text.RegularExpressions;

namespace DenseEdge.Telemetry.Identity;

/// <summary>The files that only Jetsons have.</summary>
internal static partial class JetsonFiles
{
    /// <summary>Reads /etc/nv_tegra_release: "# R36 (release), REVISION: 4.3, GCID: ..." is 36.4.3.</summary>
    /// <returns>Null if the text is another one.</returns>
    public static string? Release(string text)
        => ReleaseLine().Match(text) is { Success: true } match ? $"{match.Groups[1].Value}.{match.Groups[2].Value}" : null;

    /// <summary>Reads the power mode that nvpmodel set last.</summary>
    /// <param name="status">/var/lib/nvpmodel/status: "pmode:0002".</param>
    /// <param name="config">/etc/nvpmodel.conf, with lines such as "&lt; POWER_MODEL ID=2 NAME=MAXN_SUPER &gt;".</param>
    /// <returns>
    /// "MAXN_SUPER (mode 2)"; "mode 2" if the configuration doesn't name it; null if the status is another text.
    /// </returns>
    public static string? PowerMode(string status, string config)
    {
        if (StatusLine().Match(status) is not { Success: true } match
            || !int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return null;
        }

        Match? named = PowerModel().Matches(config).FirstOrDefault(model => model.Groups[1].Value == $"{id}");
        return named is null ? $"mode {id}" : $"{named.Groups[2].Value} (mode {id})";
    }

    [GeneratedRegex(@"^# R(\d+) \(release\), REVISION: ([\d.]+)")]
    private static partial Regex ReleaseLine();

    [GeneratedRegex(@"^pmode:(\d+)")]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^\s*<\s*POWER_MODEL\s+ID=(\d+)\s+NAME=(\S+)\s*>", RegexOptions.Multiline)]
    private static partial Regex PowerModel();
}
