using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace DenseEdge.Search.Devices;

/// <summary>Everything about a device that a latency depends on. A change of any of it makes another device: latencies of one say
/// nothing about the other.</summary>
public sealed record DeviceIdentity
{
    private const int KeyLength = 12;

    /// <summary>The board's or computer's model, or "unknown".</summary>
    public required string Board { get; init; }

    /// <summary>The processor's name, or "unknown".</summary>
    public required string Processor { get; init; }

    /// <summary>SHA-256 of the board's serial number, hexadecimal; null if it has none. The number itself stays on the
    /// board.</summary>
    public string? SerialHash { get; init; }

    /// <summary>The operating system with its version, and the board's support package where it has one.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The engine with its version and execution provider, such as "ONNX Runtime 1.29.0, Cpu".</summary>
    public required string Runtime { get; init; }

    /// <summary>The power mode, such as "15W (mode 0)"; null if the board has none.</summary>
    public string? PowerMode { get; init; }

    /// <summary>The highest frequencies that are allowed, such as "cpu 0-3 1510 MHz"; null if the kernel doesn't tell.</summary>
    public string? Clocks { get; init; }

    /// <summary>Threads of the engine; 0 for one per processor.</summary>
    public required int Threads { get; init; }

    /// <summary>Twelve hexadecimal digits that differ for different devices.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Parts.Select(part => $"{part.Name}={part.Value}")))))[..KeyLength];

    private (string Name, string Value)[] Parts =>
    [
        ("board", Board), ("processor", Processor), ("serial hash", SerialHash ?? "none"), ("operating system", OperatingSystem),
        ("runtime", Runtime), ("power mode", PowerMode ?? "none"), ("clocks", Clocks ?? "unknown"), ("threads", $"{Threads}"),
    ];

    /// <summary>Says in what two devices differ.</summary>
    /// <param name="other">Another device.</param>
    /// <returns>A phrase each, such as "threads: 1 here, 2 there"; none for the same device.</returns>
    public IReadOnlyList<string> DifferencesFrom(DeviceIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Parts.Zip(other.Parts).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.First.Name}: {pair.First.Value} here, {pair.Second.Value} there")];
    }

    /// <summary>Refuses another device.</summary>
    /// <param name="found">The device that is there.</param>
    /// <exception cref="InvalidDataException">It is another one; the message names both and every difference.</exception>
    public void Require(DeviceIdentity found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found != this)
        {
            throw new InvalidDataException(
                $"Expected the device {Key} ({this}), found {found.Key} ({found}). They differ in "
                + $"{string.Join("; ", DifferencesFrom(found))}. Profile the device again as it is now.");
        }
    }

    /// <summary>Describes it in one line.</summary>
    public override string ToString()
        => $"{Board}, {Processor}, {Runtime}, {(Threads == 0 ? "all threads" : Threads == 1 ? "1 thread" : $"{Threads} threads")}"
            + (PowerMode is null ? "" : $", {PowerMode}");
}
