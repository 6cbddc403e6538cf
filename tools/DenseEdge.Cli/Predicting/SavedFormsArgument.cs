using System.CommandLine.Parsing;

namespace DenseEdge.Cli.Predicting;

/// <summary>The forms of predictions on the command line: png,npy,json,ply.</summary>
internal static class SavedFormsArgument
{
    /// <summary>Reads the forms, or reports what was expected.</summary>
    /// <param name="result">The option's words.</param>
    public static SavedForms? Parse(ArgumentResult result)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        if (Find(text) is { } forms)
        {
            return forms;
        }

        result.AddError($"Expected forms of predictions out of png, npy, json and ply with commas between them, found '{text}'.");
        return null;
    }

    /// <summary>Reads the forms.</summary>
    /// <param name="text">What the user said.</param>
    /// <returns>The forms, or null if one is unknown.</returns>
    public static SavedForms? Find(string text)
    {
        SavedForms forms = SavedForms.None;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            switch (word)
            {
                case "png":
                    forms |= SavedForms.Png;
                    break;
                case "npy":
                    forms |= SavedForms.Npy;
                    break;
                case "json":
                    forms |= SavedForms.Json;
                    break;
                case "ply":
                    forms |= SavedForms.Ply;
                    break;
                default:
                    return null;
            }
        }

        return forms;
    }
}
