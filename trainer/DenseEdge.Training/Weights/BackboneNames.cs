using DenseEdge.Training.Network;

namespace DenseEdge.Training.Weights;

/// <summary>The names of backbones on the command line and in files.</summary>
public static class BackboneNames
{
    private static readonly (string Name, BackboneKind Kind)[] Names =
    [
        ("mobilenet-v2", BackboneKind.MobileNetV2),
        ("mobilenet-v3-large", BackboneKind.MobileNetV3Large),
        ("resnet-50", BackboneKind.ResNet50),
        ("hrnet-w18-small", BackboneKind.HrNetW18Small),
        ("hrnet-w48", BackboneKind.HrNetW48),
    ];

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(entry => entry.Name)];

    /// <summary>Gets the name of a backbone.</summary>
    /// <param name="kind">The backbone.</param>
    public static string Of(BackboneKind kind) => Names.First(entry => entry.Kind == kind).Name;

    /// <summary>Finds a backbone by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null if none has this name.</returns>
    public static BackboneKind? Find(string name) => All.Contains(name) ? Names.First(entry => entry.Name == name).Kind : null;

    /// <summary>Finds a backbone by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">None has this name; the message lists them.</exception>
    public static BackboneKind Parse(string name) => Find(name)
        ?? throw new ArgumentException($"Expected a backbone ({string.Join(", ", All)}), found '{name}'.", nameof(name));
}
