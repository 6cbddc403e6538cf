using DenseEdge.Training.Network;

namespace DenseEdge.Training.Weights;

/// <summary>Recognises a backbone by the names and shapes of its parameters.</summary>
internal static class ArchitectureGuess
{
    /// <summary>Recognises the backbone in a file, whatever stands before its names.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It is none that DenseEdge has; the message says what was found.</exception>
    public static BackboneKind Of(WeightFile file)
    {
        if (Has(file, "transition1.0.0.weight"))
        {
            long width = FirstSize(file, "stage2.0.branches.0.0.conv1.weight");
            bool hasThirdModule = Has(file, "stage4.2.branches.0.0.conv1.weight");
            return (width, hasThirdModule) switch
            {
                (18, false) => BackboneKind.HrNetW18Small,
                (48, true) => BackboneKind.HrNetW48,
                _ => throw Other(file, $"an HRNet of width {width} with {(hasThirdModule ? 3 : 2)} modules in its last stage"),
            };
        }

        if (Has(file, "features.17.conv.0.0.weight"))
        {
            long width = FirstSize(file, "features.0.0.weight");
            return width == 32
                ? BackboneKind.MobileNetV2 : throw Other(file, $"a MobileNetV2 whose first layer has {width} channels");
        }

        if (Has(file, "features.1.block.0.0.weight") && Has(file, "features.0.1.running_mean"))
        {
            bool isLarge = Has(file, "features.15.block.0.0.weight");
            return isLarge ? BackboneKind.MobileNetV3Large : throw Other(file, "a MobileNetV3-Small or EfficientNet");
        }

        if (Has(file, "layer4.0.conv1.weight"))
        {
            bool isFifty = Has(file, "layer1.0.conv3.weight") && Has(file, "layer3.5.conv1.weight")
                && !Has(file, "layer3.6.conv1.weight") && FirstSize(file, "layer1.0.conv1.weight") == 64;
            return isFifty ? BackboneKind.ResNet50 : throw Other(file, "a ResNet of another depth or width than 50");
        }

        throw Other(file, Known(file));
    }

    private static string Known(WeightFile file) =>
        Has(file, "patch_embed.proj.weight") ? "a vision transformer"
        : file.Tensors.Count == 0 ? "no tensor at all"
        : $"{file.Tensors.Count} tensors of an unknown network ({string.Join(", ", file.Tensors.Keys.Take(3))}, ...)";

    private static InvalidDataException Other(WeightFile file, string found) => new(
        $"'{file.Path}': expected weights of {string.Join(", ", BackboneNames.All)}, found {found}.");

    private static bool Has(WeightFile file, string name) => file.Tensors.Keys.Any(key => EndsWith(key, name));

    private static long FirstSize(WeightFile file, string name) =>
        file.Tensors.Where(entry => EndsWith(entry.Key, name))
            .Select(entry => entry.Value.Shape is [var first, ..] ? first : 0).FirstOrDefault();

    private static bool EndsWith(string key, string name) =>
        key.EndsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || key[^(name.Length + 1)] == '.');
}
