using System.CommandLine;
using System.Globalization;
using DenseEdge.Cli.Quantizing;

namespace DenseEdge.Cli.Commands;

/// <summary>--scale, --mean and --std: how a photo's bytes become the numbers of a float input.</summary>
internal sealed class PixelScalingOptions
{
    private readonly Option<float?> _scale = new("--scale")
    {
        Description = "Float inputs: factor for a byte, such as 0.00392157 for 1/255. The input is (byte * scale - mean) / std.",
        HelpName = "factor",
    };

    private readonly Option<string?> _mean = new("--mean")
    {
        Description = "Float inputs: means after the factor, red first, such as 0.485,0.456,0.406. [default: 0,0,0]",
        HelpName = "r,g,b",
    };

    private readonly Option<string?> _deviation = new("--std")
    {
        Description = "Float inputs: standard deviations after the factor, such as 0.229,0.224,0.225. [default: 1,1,1]",
        HelpName = "r,g,b",
    };

    /// <summary>Gives a command the options.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_scale);
        command.Options.Add(_mean);
        command.Options.Add(_deviation);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The scaling; null if the user gave none of them.</returns>
    /// <exception cref="ArgumentException">A number can't be read or has no meaning.</exception>
    public PixelScaling? Read(ParseResult parsed)
    {
        float? scale = parsed.GetValue(_scale);
        string? mean = parsed.GetValue(_mean);
        string? deviation = parsed.GetValue(_deviation);
        if (scale is null && mean is null && deviation is null)
        {
            return null;
        }

        float[] deviations = Triple(deviation ?? "1,1,1", "--std");
        if (scale is 0 || deviations.Contains(0))
        {
            throw new ArgumentException("Expected --scale and --std other than 0.");
        }

        return new PixelScaling { Scale = scale ?? 1, Mean = Triple(mean ?? "0,0,0", "--mean"), Deviation = deviations };
    }

    private static float[] Triple(string text, string option)
    {
        float[] values = new float[3];
        string[] parts = text.Split(',');
        bool isRead = parts.Length == 3;
        for (int i = 0; isRead && i < 3; i++)
        {
            isRead = float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                && float.IsFinite(values[i]);
        }

        return isRead ? values : throw new ArgumentException($"Expected three numbers r,g,b for {option}, found '{text}'.");
    }
}
