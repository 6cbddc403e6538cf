using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Json;

internal sealed class InputFormatConverter : KeyConverter<InputFormat>
{
    protected override string Key(InputFormat value) => value.Key();

    protected override InputFormat Parse(string key) => InputFormats.Parse(key);
}
