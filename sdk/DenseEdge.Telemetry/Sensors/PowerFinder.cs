namespace DenseEdge.Telemetry.Sensors;

/// <summary>Finds power sensors among the hwmon chips.</summary>
internal static class PowerFinder
{
    private const int MostInputsPerChip = 8;

    // The INA3221 has three channels. in4 to in6 are shunt voltages and curr4 is the sum of the currents: no fourth rail
    // (the kernel's Documentation/hwmon/ina3221.rst).
    private const string Ina3221 = "ina3221";
    private const int Ina3221Channels = 3;

    public static IEnumerable<PowerSensor> Find(SystemTree tree)
    {
        foreach (string chip in tree.Numbered("sys/class/hwmon", "hwmon"))
        {
            string name = tree.Text($"{chip}/name") ?? string.Empty;
            foreach (PowerSensor sensor in name == Ina3221 ? Channels(tree, chip) : Inputs(tree, chip, name))
            {
                yield return sensor;
            }
        }
    }

    private static IEnumerable<PowerSensor> Channels(SystemTree tree, string chip)
    {
        for (int i = 1; i <= Ina3221Channels; i++)
        {
            // A channel without a label, or with this one, is connected to nothing.
            if (tree.Text($"{chip}/in{i}_label") is not { } label || label == "NC")
            {
                continue;
            }

            SysfsNumber? millivolts = tree.Number($"{chip}/in{i}_input");
            SysfsNumber? milliamperes = tree.Number($"{chip}/curr{i}_input");
            if (millivolts is not null && milliamperes is not null)
            {
                yield return new PowerSensor(label, millivolts, milliamperes);
                continue;
            }

            millivolts?.Dispose();
            milliamperes?.Dispose();
        }
    }

    private static IEnumerable<PowerSensor> Inputs(SystemTree tree, string chip, string name)
    {
        for (int i = 1; i <= MostInputsPerChip; i++)
        {
            if (tree.Number($"{chip}/power{i}_input") is { } microwatts)
            {
                yield return new PowerSensor(tree.Text($"{chip}/power{i}_label") ?? $"{name} power{i}", microwatts);
            }
        }
    }
}
