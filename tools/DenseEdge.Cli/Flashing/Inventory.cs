using System.Text.Json;

namespace DenseEdge.Cli.Flashing;

/// <summary>A file that lists devices.</summary>
internal static class Inventory
{
    /// <summary>What such files look like, for help texts.</summary>
    public const string Form = "a text file with one ssh:// address a line (# begins a comment), or JSON: "
        + "[{\"name\": ..., \"address\": \"ssh://...\"}]";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; JSON if its name ends in .json.</param>
    /// <returns>At least one device, each once.</returns>
    /// <exception cref="InvalidDataException">A line is no address, a device stands there twice, or there is none. The message
    /// names every such line.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static IReadOnlyList<InventoryDevice> Load(string path)
    {
        string text = File.Exists(path)
            ? File.ReadAllText(path)
            : throw new FileNotFoundException($"Expected an inventory ({Form}), found no file '{path}'.");
        (string Place, string? Name, string Address)[] entries =
            path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(text, path) : ReadLines(text);
        List<string> faults = [];
        List<InventoryDevice> devices = [];
        Dictionary<DeviceAddress, string> places = [];
        foreach ((string place, string? name, string address) in entries)
        {
            try
            {
                InventoryDevice device = InventoryDevice.At(address);
                if (places.TryAdd(device.Address, place))
                {
                    devices.Add(device with { Name = name ?? device.Name });
                }
                else
                {
                    faults.Add($"{place}: '{address}' stands in {places[device.Address]} already");
                }
            }
            catch (ArgumentException fault)
            {
                faults.Add($"{place}: {fault.Message}");
            }
        }

        return faults.Count == 0 && devices.Count > 0
            ? devices
            : throw new InvalidDataException(faults.Count == 0
                ? $"Expected at least one device in '{path}', found none. It is {Form}."
                : $"'{path}': {string.Join("\n", faults)}");
    }

    private static (string Place, string? Name, string Address)[] ReadLines(string text) =>
    [
        .. text.Split('\n')
            .Select((line, index) => (Place: $"line {index + 1}", Name: (string?)null, Address: line.Split('#')[0].Trim()))
            .Where(entry => entry.Address.Length > 0),
    ];

    private static (string Place, string? Name, string Address)[] ReadJson(string text, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select((entry, index) => (
                $"entry {index + 1}",
                entry.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
                entry.GetProperty("address").GetString() ?? ""))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"'{path}': expected {Form}; {fault.Message}", fault);
        }
    }
}
