namespace OpenCvSharp;

/// <summary>An error that OpenCV reported; the message starts with the operation's name.</summary>
public class OpenCVException : Exception
{
    /// <summary>Makes an exception from what OpenCV told.</summary>
    /// <param name="status">OpenCV's code.</param>
    /// <param name="funcName">The OpenCV function.</param>
    /// <param name="errMsg">OpenCV's text.</param>
    /// <param name="fileName">The OpenCV source file.</param>
    /// <param name="line">The line in it.</param>
    public OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
        : base(errMsg)
    {
        Status = status;
        FuncName = funcName;
        ErrMsg = errMsg;
        FileName = fileName;
        Line = line;
    }

    /// <summary>OpenCV's code.</summary>
    public ErrorCode Status { get; set; }

    /// <summary>The OpenCV function that failed; empty where OpenCV did not tell.</summary>
    public string FuncName { get; set; }

    /// <summary>OpenCV's text.</summary>
    public string ErrMsg { get; set; }

    /// <summary>The OpenCV source file; empty where OpenCV did not tell.</summary>
    public string FileName { get; set; }

    /// <summary>The line in <see cref="FileName"/>; 0 where OpenCV did not tell.</summary>
    public int Line { get; set; }
}
