namespace DenseEdge.Telemetry.Sensors;

/// <summary>Finds temperatures: thermal zones, and hwmon chips that aren't a thermal zone's second face.</summary>
internal static class TemperatureFinder
{
    private const int MostInputsPerChip = 16;

    public static IEnumerable<TemperatureSensor> Find(SystemTree tree)
    {
        var zones = new HashSet<string>(StringComparer.Ordinal);
        foreach (string zone in tree.Numbered("sys/class/thermal", "thermal_zone"))
        {
            if (tree.Text($"{zone}/type") is { } type && tree.Number($"{zone}/temp") is { } number)
            {
                zones.Add(type.Replace('-', '_'));
                yield return new TemperatureSensor(type, number);
            }
        }

        foreach (string chip in tree.Numbered("sys/class/hwmon", "hwmon"))
        {
            // The kernel shows every thermal zone as a chip, too, with '_' for '-'.
            if (tree.Text($"{chip}/name") is not { } name || zones.Contains(name))
            {
                continue;
            }

            for (int i = 1; i <= MostInputsPerChip; i++)
            {
                if (tree.Number($"{chip}/temp{i}_input") is { } number)
                {
                    yield return new TemperatureSensor($"{name} {tree.Text($"{chip}/temp{i}_label") ?? $"temp{i}"}", number);
                }
            }
        }
    }
}
