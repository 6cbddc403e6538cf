using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Json;

internal sealed class ModelPrecisionConverter : KeyConverter<ModelPrecision>
{
    protected override string Key(ModelPrecision value) => value.Key();

    protected override ModelPrecision Parse(string key) => ModelPrecisions.Parse(key);
}
