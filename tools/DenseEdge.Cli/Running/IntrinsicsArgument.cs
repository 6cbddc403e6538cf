using System.CommandLine.Parsing;
using System.Globalization;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Running;

/// <summary>A camera's intrinsics on the command line: fx,fy,cx,cy in pixels of the frame, such as 600,600,319.5,239.5.</summary>
internal static class IntrinsicsArgument
{
    /// <summary>Reads the four numbers, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static CameraIntrinsics? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Find(text) is { } intrinsics)
        {
            return intrinsics;
        }

        result.AddError(
            $"Expected fx,fy,cx,cy in pixels of the frame, the focal lengths above 0, such as 600,600,319.5,239.5, found '{text}'.");
        return null;
    }

    /// <summary>Reads the four numbers.</summary>
    /// <param name="text">What the user said.</param>
    /// <returns>The intrinsics, or null for anything else.</returns>
    public static CameraIntrinsics? Find(string text)
    {
        string[] parts = text.Split(',');
        double[] numbers = new double[4];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (parts.Length != numbers.Length
                || !double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        CameraIntrinsics intrinsics = new(numbers[0], numbers[1], numbers[2], numbers[3]);
        return intrinsics.IsValid ? intrinsics : null;
    }
}
