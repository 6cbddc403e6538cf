using System.Globalization;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;
using DenseEdge.Training.Weights;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge presets.</summary>
internal static class PresetsVerb
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Lists the presets.</summary>
    /// <param name="asJson">Whether as JSON.</param>
    public static int Run(bool asJson)
    {
        Console.WriteLine(asJson
            ? JsonSerializer.Serialize(NetworkPresets.All.Select(Row.Of), Json)
            : Table());
        return 0;
    }

    private static string Table()
    {
        IReadOnlyList<NetworkPreset> presets = NetworkPresets.All;
        int width = presets.Max(preset => preset.Name.Length);
        return string.Join('\n', presets.Select(preset => string.Create(
            CultureInfo.InvariantCulture,
            $"{preset.Name.PadRight(width)}  {BackboneName(preset.Network),-15}  {preset.Cost.Parameters / 1e6,6:F3} M"
            + $"{preset.Cost.MultiplyAdds / 1e9,7:F2} GMAC  {preset.Network.InputHeight}x{preset.Network.InputWidth}  {Tasks(preset)}")));
    }

    private static string BackboneName(NetworkOptions network) => BackboneNames.Of(network.Backbone);

    private static string Tasks(NetworkPreset preset) => string.Join(", ", preset.Network.Tasks.Select(
        task => task.Classes.Count > 0 ? $"{task.Kind.Key()} ({task.Classes.Count})" : task.Kind.Key()));

    private sealed record Row(
        string Name, string Description, string Backbone, IReadOnlyDictionary<string, int> Tasks, int InputHeight, int InputWidth,
        long Parameters, long MultiplyAdds)
    {
        public static Row Of(NetworkPreset preset) => new(
            preset.Name,
            preset.Description,
            BackboneName(preset.Network),
            preset.Network.Tasks.ToDictionary(task => task.Kind.Key(), task => task.Classes.Count),
            preset.Network.InputHeight,
            preset.Network.InputWidth,
            preset.Cost.Parameters,
            preset.Cost.MultiplyAdds);
    }
}
