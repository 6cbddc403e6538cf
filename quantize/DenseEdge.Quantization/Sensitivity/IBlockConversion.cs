using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>One way to write a model in a coarser arithmetic, in which single blocks can keep the finer one.</summary>
public interface IBlockConversion
{
    /// <summary>The arithmetic's name, such as <c>int8</c>.</summary>
    string Name { get; }

    /// <summary>What can be converted or left; none if the arithmetic is the model's own and loses nothing.</summary>
    IReadOnlyList<NodeBlock> Blocks { get; }

    /// <summary>Converts the model.</summary>
    /// <param name="kept">The blocks that keep the finer arithmetic.</param>
    OnnxModel Convert(IReadOnlyList<NodeBlock> kept);
}
