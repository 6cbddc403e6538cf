namespace DenseEdge.Quantization.Float16.Rules;

/// <summary>Finds nodes that must stay in FP32 for one kind of reason.</summary>
internal interface IIslandRule
{
    /// <summary>Marks the nodes. Rules run in a fixed order and may build on what earlier ones marked.</summary>
    /// <param name="islands">Holds the graph and takes the marks.</param>
    void Apply(Float32Islands islands);
}
