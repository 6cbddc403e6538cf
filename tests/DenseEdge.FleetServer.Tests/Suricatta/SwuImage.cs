using System.Diagnostics;
using System.Security.Cryptography;

namespace DenseEdge.FleetServer.Tests.Suricatta;

/// <summary>Makes a signed image as SWUpdate's documentation has it: a cpio archive that begins with sw-description and its
/// CMS signature.</summary>
internal static class SwuImage
{
    /// <summary>Makes a certificate c.pem with its key k.pem, and the image bundle.swu, which installs one file.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">The file's content.</param>
    /// <param name="target">Where the image puts it.</param>
    /// <returns>The image.</returns>
    public static byte[] Write(string folder, byte[] content, string target)
    {
        File.WriteAllBytes(Path.Combine(folder, "model.bin"), content);
        File.WriteAllText(Path.Combine(folder, "sw-description"), $$$"""
            software = {
              version = "1.4.0";
              hardware-compatibility: [ "1.0" ];
              files: ( { filename = "model.bin"; path = "{{{target}}}"; sha256 = "{{{Convert.ToHexStringLower(SHA256.HashData(content))}}}"; } );
            }

            """);
        Run(
            folder, "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 3650 -subj /CN=signer "
            + "-addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=emailProtection,codeSigning");
        Run(
            folder, "openssl cms -sign -in sw-description -out sw-description.sig -signer c.pem -inkey k.pem -outform DER "
            + "-nosmimecap -binary");
        Run(folder, "printf 'sw-description\\nsw-description.sig\\nmodel.bin\\n' | cpio -o -H crc --quiet > bundle.swu");
        return File.ReadAllBytes(Path.Combine(folder, "bundle.swu"));
    }

    private static void Run(string folder, string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command + " 2>shell-errors"])
        {
            WorkingDirectory = folder,
        })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {File.ReadAllText(Path.Combine(folder, "shell-errors"))}");
    }
}
