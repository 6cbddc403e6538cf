using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Json;

internal sealed class ProviderConverter : KeyConverter<ExecutionProvider>
{
    private static readonly (ExecutionProvider Provider, string Key)[] Keys =
    [
        (ExecutionProvider.Cpu, "cpu"), (ExecutionProvider.Cuda, "cuda"), (ExecutionProvider.TensorRt, "tensorrt"),
        (ExecutionProvider.DirectMl, "directml"),
    ];

    protected override string Key(ExecutionProvider value) => Array.Find(Keys, entry => entry.Provider == value).Key;

    protected override ExecutionProvider Parse(string key)
    {
        int index = Array.FindIndex(Keys, entry => entry.Key == key);
        return index >= 0
            ? Keys[index].Provider
            : throw new FormatException(
                $"Expected a provider ({string.Join(", ", Keys.Select(entry => entry.Key))}), found '{key}'.");
    }
}
