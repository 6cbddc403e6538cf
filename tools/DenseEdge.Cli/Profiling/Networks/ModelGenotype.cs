using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Cli.Profiling.Networks;

/// <summary>The genotype that a model file has in its metadata.</summary>
internal static class ModelGenotype
{
    /// <summary>Reads it.</summary>
    /// <param name="path">An exported model.</param>
    /// <returns>Null for a model without one.</returns>
    public static Genotype? Find(string path)
        => OnnxModel.Load(path).GetMetadata(ModelMetadata.Key) is { } text ? ModelMetadata.Parse(text, path).Genotype : null;
}
