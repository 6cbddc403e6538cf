using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;

namespace DenseEdge.Training.Export;

/// <summary>Writes the way from a frame to the first convolution.</summary>
/// <param name="options">How the frame comes.</param>
/// <param name="fit">How it is brought to the network's size; null if it has it.</param>
internal sealed class InputExport(ExportOptions options, FrameFit? fit)
{
    /// <summary>Declares the input of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="metadata">Knows its name and size.</param>
    /// <returns>[1, H, W, 3] bytes or [1, 3, H, W] floating point.</returns>
    public static GraphValue Declare(OnnxGraphBuilder graph, ModelMetadata metadata)
    {
        (int height, int width) = (metadata.InputHeight, metadata.InputWidth);
        return metadata.InputFormat switch
        {
            InputFormat.UInt8Nhwc => graph.Input(metadata.InputName, GraphElementType.UInt8, 1, height, width, 3),
            InputFormat.Float32Nchw => graph.Input(metadata.InputName, GraphElementType.Float32, 1, 3, height, width),
            _ => graph.Input(metadata.InputName, GraphElementType.Float16, 1, 3, height, width),
        };
    }

    /// <summary>
    /// Turns the frame into planes of the network's size and shifts them so that the backbone's zero is 0: padding, around a
    /// letterboxed frame and in the first convolution, then means the same as in training. The backbone's factors go into
    /// that convolution's weights.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="backbone">Knows its scale and offset.</param>
    /// <param name="image">What <see cref="Declare"/> declared.</param>
    /// <returns>[1, 3, H, W] float; times <see cref="Backbone.InputScale"/> it is what the backbone was trained
    /// on.</returns>
    public GraphValue Write(OnnxGraphBuilder graph, Backbone backbone, GraphValue image)
    {
        GraphValue planes = Planes(graph, image);

        // One number for each pixel of a row: ONNX Runtime may move the transposition behind the addition, and adding three
        // numbers in turn to pixels of three channels is what it does slowest (4.6 ms instead of 0.2 ms at 425x560).
        int width = planes[3];
        float[] shift =
        [
            .. backbone.InputOffset.Zip(backbone.InputScale, (offset, scale) => (float)((double)offset / scale))
                .SelectMany(value => Enumerable.Repeat(value, width)),
        ];
        GraphValue shifted = graph.Add(planes, graph.Initializer(shift, [1, planes[1], 1, width]));
        Padding2d padding = fit is null ? default : new Padding2d(fit.PadTop, fit.PadLeft, fit.PadBottom, fit.PadRight);
        return padding == default ? shifted : graph.Pad(shifted, padding);
    }

    /// <summary>The frame as [1, 3, H, W] float, of the size that it has in the network's image.</summary>
    private GraphValue Planes(OnnxGraphBuilder graph, GraphValue image)
    {
        bool isBytes = image.ElementType == GraphElementType.UInt8;
        if (isBytes && options.ResizesBytes && !options.CastsFirst && fit is not null)
        {
            image = graph.ResizeLinearChannelsLast(image, fit.OutputHeight, fit.OutputWidth);
        }

        // Transposed as bytes where the engine can: a quarter of the memory traffic of floats.
        image = options.CastsFirst ? graph.Cast(image, GraphElementType.Float32) : image;
        image = isBytes ? graph.Transpose(image, 0, 3, 1, 2) : image;
        GraphValue planes = graph.Cast(image, GraphElementType.Float32);
        return fit is null ? planes : graph.ResizeLinear(planes, fit.OutputHeight, fit.OutputWidth);
    }
}
