using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="BottleneckBlock"/>.</summary>
internal static class BottleneckExport
{
    /// <summary>The convolution of the stack that has the stride and the dilation.</summary>
    private const int Middle = 1;

    /// <param name="layers">Writes layers.</param>
    /// <param name="input">[1, in, H, W].</param>
    /// <param name="block">The block.</param>
    /// <returns>[1, out, ceil(H / stride), ceil(W / stride)].</returns>
    public static GraphValue Write(LayerExport layers, GraphValue input, BottleneckBlock block)
    {
        GraphValue shortcut = block.Shortcut is { } conv
            ? layers.Normalized(input, conv.Conv, conv.Norm, block.Stride)
            : input;
        GraphValue features = input;
        for (int i = 0; i < block.Stack.Count; i++)
        {
            (int stride, int dilation) = i == Middle ? (block.Stride, block.Dilation) : (1, 1);
            features = layers.Normalized(features, block.Stack[i].Conv, block.Stack[i].Norm, stride, dilation);
            features = layers.Rectify(features, i < block.Stack.Count - 1);
        }

        return layers.Graph.Relu(layers.Graph.Add(features, shortcut));
    }
}
