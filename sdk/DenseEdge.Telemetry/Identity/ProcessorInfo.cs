using System.Globalization;

namespace DenseEdge.Telemetry.Identity;

/// <summary>What /proc/cpuinfo tells.</summary>
/// <param name="Name">The processor's name; several kinds of cores are joined by " + ". Null if it isn't told.</param>
/// <param name="Cores">Cores that are switched on.</param>
internal readonly record struct ProcessorInfo(string? Name, int Cores)
{
    private const int Arm = 0x41;
    private const int Nvidia = 0x4E;

    // Implementer and part of the main ID register (MIDR_EL1), from Arm's manuals of the cores that boards have.
    private static readonly Dictionary<(int Implementer, int Part), string> KnownCores = new()
    {
        [(Arm, 0xD03)] = "Arm Cortex-A53",
        [(Arm, 0xD05)] = "Arm Cortex-A55",
        [(Arm, 0xD07)] = "Arm Cortex-A57",
        [(Arm, 0xD08)] = "Arm Cortex-A72",
        [(Arm, 0xD0B)] = "Arm Cortex-A76",
        [(Arm, 0xD42)] = "Arm Cortex-A78AE",
        [(Nvidia, 0x003)] = "NVIDIA Denver 2",
        [(Nvidia, 0x004)] = "NVIDIA Carmel",
    };

    /// <summary>Reads the file: "model name" on x86, else implementer and part of every core.</summary>
    public static ProcessorInfo Parse(string text)
    {
        int cores = 0;
        int implementer = 0;
        var names = new List<string>();
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string key = colon < 0 ? string.Empty : line[..colon].Trim();
            string value = colon < 0 ? string.Empty : line[(colon + 1)..].Trim();
            switch (key)
            {
                case "processor":
                    cores++;
                    break;
                case "CPU implementer":
                    implementer = Hexadecimal(value);
                    break;
                case "CPU part":
                    names.Add(KnownCores.GetValueOrDefault(
                        (implementer, Hexadecimal(value)), $"implementer 0x{implementer:x} part {value}"));
                    break;
                case "model name":
                    names.Add(value);
                    break;
                default:
                    break;
            }
        }

        return new ProcessorInfo(names.Count > 0 ? string.Join(" + ", names.Distinct()) : null, cores);
    }

    private static int Hexadecimal(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : 0;
    }
}
