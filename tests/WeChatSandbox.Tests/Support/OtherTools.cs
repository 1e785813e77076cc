using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Banyan.WeChatSandbox.Tests.Support;

/// <summary>The same cryptography by programs that are not ours, so that client and sandbox cannot share a mistake.</summary>
public static class OtherTools
{
    private const string Decrypt = """
        const c = require('node:crypto'), i = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
        const all = Buffer.from(i.ciphertext, 'base64');
        const d = c.createDecipheriv('aes-256-gcm', Buffer.from(i.key), Buffer.from(i.nonce));
        d.setAAD(Buffer.from(i.aad));
        d.setAuthTag(all.subarray(all.length - 16));
        process.stdout.write(Buffer.concat([d.update(all.subarray(0, all.length - 16)), d.final()]));
        """;

    private const string Encrypt = """
        const c = require('node:crypto'), i = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
        const e = c.createCipheriv('aes-256-gcm', Buffer.from(i.key), Buffer.from(i.nonce));
        e.setAAD(Buffer.from(i.aad));
        const body = Buffer.concat([e.update(Buffer.from(i.text)), e.final()]);
        process.stdout.write(Buffer.concat([body, e.getAuthTag()]).toString('base64'));
        """;

    public static async Task<string> DecryptWithNodeAsync(string key, string nonce, string aad, string ciphertext) =>
        Text(
            await RunAsync(
                "node",
                ["-e", Decrypt],
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        key,
                        nonce,
                        aad,
                        ciphertext,
                    }
                )
            )
        );

    public static async Task<string> EncryptWithNodeAsync(string key, string nonce, string aad, string text) =>
        Text(
            await RunAsync(
                "node",
                ["-e", Encrypt],
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        key,
                        nonce,
                        aad,
                        text,
                    }
                )
            )
        );

    public static async Task<string> SignWithOpenSslAsync(string privateKeyPem, byte[] message)
    {
        using var key = new TemporaryFile(Encoding.ASCII.GetBytes(privateKeyPem));
        var (exit, output) = await RunAsync("openssl", ["dgst", "-sha256", "-sign", key.Path], message);
        exit.ShouldBe(0);
        return Convert.ToBase64String(output);
    }

    /// <param name="key">A public key or a certificate, PEM.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">Base64.</param>
    public static async Task<bool> VerifiesWithOpenSslAsync(string key, byte[] message, string signature)
    {
        using var file = new TemporaryFile(Encoding.ASCII.GetBytes(await PublicKeyAsync(key)));
        using var signed = new TemporaryFile(Convert.FromBase64String(signature));
        var (exit, _) = await RunAsync("openssl", ["dgst", "-sha256", "-verify", file.Path, "-signature", signed.Path], message);
        return exit == 0;
    }

    public static async Task<string> PublicKeyOfAsync(string privateKeyPem) =>
        Text(await RunAsync("openssl", ["pkey", "-pubout"], Encoding.ASCII.GetBytes(privateKeyPem)));

    private static async Task<string> PublicKeyAsync(string pem) =>
        pem.Contains("CERTIFICATE", StringComparison.Ordinal)
            ? Text(await RunAsync("openssl", ["x509", "-pubkey", "-noout"], Encoding.ASCII.GetBytes(pem)))
            : pem;

    private static string Text((int Exit, byte[] Output) run)
    {
        run.Exit.ShouldBe(0);
        return Encoding.UTF8.GetString(run.Output);
    }

    private static async Task<(int Exit, byte[] Output)> RunAsync(string program, string[] arguments, byte[] input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await Task.WhenAll(reading, errors, process.WaitForExitAsync());
        return (process.ExitCode, output.ToArray());
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
