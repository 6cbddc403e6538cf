using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>Operators that look at neighbouring pixels: convolution, pooling, resampling.</summary>
internal static class WindowOperators
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, OperatorRule> Rules { get; } = new Dictionary<string, OperatorRule>
    {
        ["Conv"] = call => [Conv(call)],
        ["MaxPool"] = call => [MaxPool(call)],
        ["AveragePool"] = call => [AveragePool(call)],
        ["GlobalAveragePool"] = call => [call.Input(0).mean([2, 3], keepdim: true)],
        ["Resize"] = call => [Resize(call)],
    };

    private static Tensor Conv(OperatorCall call)
    {
        RequireExplicitPadding(call);
        Tensor input = call.Input(0);
        long[] pads = call.Integers("pads") ?? [0, 0, 0, 0];
        if (!IsSymmetric(pads))
        {
            input = nn.functional.pad(input, [pads[1], pads[3], pads[0], pads[2]]);
            pads = [0, 0, 0, 0];
        }

        return nn.functional.conv2d(
            input, call.Input(1), call.OptionalInput(2), call.Integers("strides") ?? [1, 1], [pads[0], pads[1]],
            call.Integers("dilations") ?? [1, 1], call.Integer("group", 1));
    }

    private static Tensor MaxPool(OperatorCall call)
    {
        (long[] kernel, long[] strides, long[] padding) = Window(call);
        return nn.functional.max_pool2d(call.Input(0), kernel, strides, padding, call.Integers("dilations") ?? [1, 1]);
    }

    private static Tensor AveragePool(OperatorCall call)
    {
        (long[] kernel, long[] strides, long[] padding) = Window(call);
        return nn.functional.avg_pool2d(
            call.Input(0), kernel, strides, padding, ceil_mode: false,
            count_include_pad: call.Integer("count_include_pad", 0) != 0);
    }

    private static (long[] Kernel, long[] Strides, long[] Padding) Window(OperatorCall call)
    {
        RequireExplicitPadding(call);
        long[] pads = call.Integers("pads") ?? [0, 0, 0, 0];
        return !IsSymmetric(pads) || call.Integer("ceil_mode", 0) != 0
            ? throw call.Fault("equal padding on both sides and sizes rounded down", $"pads {string.Join(", ", pads)}")
            : (call.Integers("kernel_shape")!, call.Integers("strides") ?? [1, 1], [pads[0], pads[1]]);
    }

    private static bool IsSymmetric(long[] pads) => pads.Length == 4 && pads[0] == pads[2] && pads[1] == pads[3];

    private static void RequireExplicitPadding(OperatorCall call)
    {
        string automatic = call.Text("auto_pad", "NOTSET");
        if (automatic != "NOTSET" || call.InputShape(0).Count != 4)
        {
            throw call.Fault(
                "an image [N, C, H, W] and explicit padding", $"auto_pad {automatic} on {call.InputShape(0).Count} axes");
        }
    }

    private static Tensor Resize(OperatorCall call)
    {
        IReadOnlyList<int> before = call.InputShape(0);
        long[] after = call.OutputShape();
        bool channelsLast = after.Length == 4 && before[1] != after[1] && before[3] == after[3];
        if (after.Length != 4 || (!channelsLast && before[1] != after[1]) || before[0] != after[0])
        {
            throw call.Fault(
                "images whose height and width change", $"[{string.Join(", ", before)}] to [{string.Join(", ", after)}]");
        }

        Tensor image = channelsLast ? call.Input(0).permute(0, 3, 1, 2) : call.Input(0);
        long[] size = channelsLast ? [after[1], after[2]] : [after[2], after[3]];
        Tensor resized = Interpolate(call, image, size);
        return channelsLast ? resized.permute(0, 2, 3, 1) : resized;
    }

    private static Tensor Interpolate(OperatorCall call, Tensor image, long[] size)
    {
        string form = $"{call.Text("mode", "nearest")} {call.Text("coordinate_transformation_mode", "half_pixel")}";
        return form switch
        {
            "linear half_pixel" => Bilinear(alignCorners: false),
            "linear align_corners" => Bilinear(alignCorners: true),
            "nearest asymmetric" when call.Text("nearest_mode", "round_prefer_floor") == "floor" =>
                nn.functional.interpolate(image, size, mode: InterpolationMode.Nearest),
            _ => throw call.Fault("linear (half_pixel, align_corners) or nearest (asymmetric, floor)", form),
        };

        Tensor Bilinear(bool alignCorners)
            => nn.functional.interpolate(image, size, mode: InterpolationMode.Bilinear, align_corners: alignCorners);
    }
}
